/** What the shop reads from its environment, checked once. */
export interface Config {
  readonly port: number;
  /** Where to listen; every address when undefined. */
  readonly host: string | undefined;
  readonly databaseFile: string;
  readonly bankUrl: string;
  readonly mailboxUrl: string;
  /** The N of scrypt: how much work one password costs. A power of two; tests take a small one. */
  readonly passwordCost: number;
  /** With it the account staff@shop.example exists; without it nobody can change prices. */
  readonly staffPassword: string | undefined;
}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    port: wholeNumber('PORT', env.PORT ?? '4000'),
    host: env.HOST,
    databaseFile: env.DATABASE_FILE ?? 'shop.db',
    bankUrl: env.BANK_URL ?? 'http://localhost:4001',
    mailboxUrl: env.MAILBOX_URL ?? 'http://localhost:4002',
    passwordCost: wholeNumber('PASSWORD_COST', env.PASSWORD_COST ?? '16384'),
    staffPassword: env.STAFF_PASSWORD,
  };
}

function wholeNumber(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new RangeError(`${name} is "${text}" and should be a whole number`);
}
