/** What the shop reads from its environment, checked once. */
export interface Config {
  readonly databaseFile: string;
  readonly catalogueUrl: string;
  readonly mailUrl: string;
  readonly bankUrl: string;
  /** The N of scrypt: how much work one password costs. A power of two; tests take a small one. */
  readonly passwordCost: number;
  /** With it the account staff@shop.example exists; without it nobody can change prices. */
  readonly staffPassword: string | undefined;
}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    databaseFile: env.DATABASE_FILE ?? 'shop.db',
    catalogueUrl: env.CATALOGUE_URL ?? 'http://catalogue',
    mailUrl: env.MAIL_URL ?? 'http://mail',
    bankUrl: env.BANK_URL ?? 'http://bank',
    passwordCost: wholeNumber('PASSWORD_COST', env.PASSWORD_COST ?? '16384'),
    staffPassword: env.STAFF_PASSWORD,
  };
}

function wholeNumber(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new RangeError(`${name} is "${text}" and should be a whole number`);
}
