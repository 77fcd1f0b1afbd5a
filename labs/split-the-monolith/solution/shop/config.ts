/** What the core reads from its environment, checked once. */
export interface Config {
  readonly databaseFile: string;
  readonly productsUrl: string;
  readonly paymentsUrl: string;
  readonly notificationsUrl: string;
  /** The N of scrypt: how much work one password costs. A power of two; tests take a small one. */
  readonly passwordCost: number;
  /** With it the account staff@shop.example exists; without it nobody can change prices. */
  readonly staffPassword: string | undefined;
}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    databaseFile: env.DATABASE_FILE ?? 'core.db',
    productsUrl: env.PRODUCTS_URL ?? 'http://products',
    paymentsUrl: env.PAYMENTS_URL ?? 'http://payments',
    notificationsUrl: env.NOTIFICATIONS_URL ?? 'http://notifications',
    passwordCost: wholeNumber('PASSWORD_COST', env.PASSWORD_COST ?? '16384'),
    staffPassword: env.STAFF_PASSWORD,
  };
}

function wholeNumber(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new RangeError(`${name} is "${text}" and should be a whole number`);
}
