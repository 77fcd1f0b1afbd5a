/**
 * Follows every address on every page of a served site.
 * @module
 */
/** A figure's `data-unit` is no address, although "/s" looks like one. */
const ADDRESS = /(?:href|src|data-(?!unit=)[a-z-]+)="([^"#?]+)[^"]*"/g;

export interface WalkedAddress {
  readonly page: string;
  readonly address: string;
  readonly status: number;
}

/** Fetches each address once and reports it for every page that names it. */
export async function walkAddresses(siteUrl: string, pages: readonly string[]): Promise<WalkedAddress[]> {
  const statuses = new Map<string, number>();
  const walked: WalkedAddress[] = [];
  for (const page of pages) {
    const pageUrl = new URL(page, siteUrl);
    const html = await (await fetch(pageUrl)).text();
    for (const address of addressesIn(html)) {
      const { href } = new URL(address, pageUrl);
      const status = statuses.get(href) ?? (await fetch(href)).status;
      statuses.set(href, status);
      walked.push({ page, address, status });
    }
  }
  return walked;
}

/** Addresses that must lead somewhere on this host: relative ones, and rooted ones that should not be there at all. */
function addressesIn(html: string): string[] {
  return [...html.matchAll(ADDRESS)]
    .map((match) => match[1] ?? '')
    .filter((address) => /^(?:\.{1,2}\/|\/)/.test(address) && !address.startsWith('//'));
}
