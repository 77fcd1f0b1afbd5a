/**
 * The way from the monolith to the solution of `split-the-monolith` in releases, as a careful learner goes it: which files are
 * written, which are deleted, and what holds afterwards. Each release but the last is made from the solution's own files.
 * @module
 */
import type { LabFiles } from '#runtimes/lab-runtime.ts';

export interface SplitRelease {
  readonly name: string;
  readonly write: LabFiles;
  readonly remove: readonly string[];
  /** Titles of the steps that are done after it, by their ids. */
  readonly done: readonly string[];
}

const SERVICES = 'services.json';
/** Until payments have moved, the core asks the bank itself. */
const OWN_BANK = `const payments = { pay: (orderId: number, cents: number) => new Bank(process.env.BANK_URL ?? '').charge(orderId, cents) } as Payments;`;
/** Until the mail has moved, the outbox is emptied by the core itself. */
const OWN_MAIL = `const notifications = new OwnMail() as unknown as ServiceClient;`;
const OWN_MAIL_FILE = `
/** Stands where the mail service will be: takes a confirmation and hands it to the mailbox. */
export class OwnMail {
  async call(_method: string, path: string, body?: object): Promise<unknown> {
    const { email, name, order } = body as { email: string; name: string; order: { lines: { name: string; quantity: number }[] } };
    const orderId = path.split('/').at(-1) ?? '';
    const lines = order.lines.map((line) => line.quantity + ' × ' + line.name);
    const answer = await fetch(process.env.MAILBOX_URL + '/mails', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: email, subject: 'Your order ' + orderId, text: [name, ...lines].join('\\n'), orderId }),
      signal: AbortSignal.timeout(2_000),
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error('the mailbox answered ' + answer.status);
    return {};
  }
}
`;

/** @throws {Error} when the solution no longer has a line that an earlier release changes. */
export function splitReleases(starter: LabFiles, solution: LabFiles): readonly SplitRelease[] {
  const whole = JSON.parse(solution[SERVICES] ?? '{}') as Record<string, object>;
  const declare = (...names: readonly string[]): string =>
    JSON.stringify(Object.fromEntries(names.map((name) => [name, whole[name]])), undefined, 2);
  const changed = (...folders: readonly string[]): LabFiles =>
    Object.fromEntries(
      Object.entries(solution).filter(
        ([path, text]) => folders.some((folder) => path.startsWith(folder)) && starter[path] !== text,
      ),
    );
  const replaced = (path: string, line: RegExp, by: string): string => {
    const text = solution[path] ?? '';
    if (!line.test(text)) throw new Error(`${path} of the solution has no line like ${line}`);
    return text.replace(line, by);
  };
  const paymentsLine = /const payments = new Payments\(.*\);/;
  const mailLine = /const notifications = new ServiceClient\(.*\);/;
  const withOwnMail = replaced('shop/shop.ts', mailLine, OWN_MAIL).replace(
    'import ',
    `import { OwnMail } from './orders/own-mail.ts';\nimport `,
  );
  const withBoth = withOwnMail
    .replace(paymentsLine, OWN_BANK)
    .replace('import ', `import { Bank } from './payments/bank.ts';\nimport `);
  const old = Object.keys(starter).filter((path) => !(path in solution));

  return [
    {
      name: 'a facade',
      write: {
        ...changed('facade/'),
        'shop/http/serve.ts': solution['shop/http/serve.ts'] ?? '',
        'facade/owners.ts': replaced(
          'facade/owners.ts',
          /path\.split\('\/'\)\[1\] === 'products' \? products : core/,
          'core',
        ),
        [SERVICES]: declare('shop', 'core'),
      },
      remove: [],
      done: ['facade'],
    },
    {
      name: 'the catalogue moves, and orders keep what was bought',
      write: {
        ...changed('products/', 'shop/'),
        'facade/owners.ts': solution['facade/owners.ts'] ?? '',
        'shop/orders/own-mail.ts': OWN_MAIL_FILE.trimStart(),
        'shop/shop.ts': withBoth,
        [SERVICES]: declare('shop', 'core', 'products'),
      },
      remove: [],
      done: ['facade', 'move-the-catalogue', 'replace-the-join'],
    },
    {
      name: 'payments move',
      write: {
        ...changed('payments/'),
        'shop/shop.ts': withOwnMail,
        [SERVICES]: declare('shop', 'core', 'products', 'payments'),
      },
      remove: [],
      done: ['facade', 'move-the-catalogue', 'replace-the-join', 'move-payments'],
    },
    {
      name: 'the mail moves',
      write: {
        ...changed('notifications/'),
        'shop/shop.ts': solution['shop/shop.ts'] ?? '',
        [SERVICES]: solution[SERVICES] ?? '',
      },
      remove: ['shop/orders/own-mail.ts'],
      done: ['facade', 'move-the-catalogue', 'replace-the-join', 'move-payments', 'move-the-mail', 'delete-and-kill'],
    },
    {
      name: 'the old code goes',
      write: {},
      remove: old,
      done: ['facade', 'move-the-catalogue', 'replace-the-join', 'move-payments', 'move-the-mail', 'delete-and-kill'],
    },
  ];
}
