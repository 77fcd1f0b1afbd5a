/** Takes single fields out of a body, strictly: nothing is converted. A field that is wrong is named in the answer. */
import { Problem } from './problem.ts';

type Body = Readonly<Record<string, unknown>>;

export function readText(body: Body, field: string, { min, max }: { min: number; max: number }): string {
  const value = body[field];
  const text = typeof value === 'string' ? value.trim() : undefined;
  if (text !== undefined && text.length >= min && text.length <= max) return text;
  throw invalid(field, `should be a text of ${min} to ${max} characters`);
}

export function readWholeNumber(body: Body, field: string, { min, max }: { min: number; max: number }): number {
  const value = body[field];
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalid(field, `should be a whole number from ${min} to ${max}`);
}

export function readEmail(body: Body): string {
  const email = readText(body, 'email', { min: 3, max: 254 });
  if (/^[^\s@]+@[^\s@]+$/.test(email)) return email.toLowerCase();
  throw invalid('email', 'should be an e-mail address');
}

/** Not trimmed: a space is a character of a password. */
export function readPassword(body: Body): string {
  const { password } = body;
  if (typeof password === 'string' && password.length >= 8 && password.length <= 200) return password;
  throw invalid('password', 'should be a text of 8 to 200 characters');
}

const invalid = (field: string, should: string): Problem =>
  new Problem(422, 'invalid-field', `${field} ${should}`, { field });
