/**
 * Who is calling. The gateway has looked the token up and says so in a header that it takes from nobody outside; services
 * can be reached from the shop's own network alone.
 */
import { Problem } from './problem.ts';
import type { Answer, Call, Handler } from './route.ts';

export interface User {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: 'customer' | 'staff';
}

type SignedInHandler = (call: Call, user: User) => Answer | Promise<Answer>;

export const USER_HEADER = 'x-user';

/** Headers are ASCII, names are not. */
export const writeUser = (user: User): string => encodeURIComponent(JSON.stringify(user));

export const signedIn =
  (handler: SignedInHandler): Handler =>
  (call) =>
    handler(call, requireUser(call));

export const staff =
  (handler: SignedInHandler): Handler =>
  (call) => {
    const user = requireUser(call);
    if (user.role !== 'staff') throw new Problem(403, 'staff-only', 'Only staff may do this');
    return handler(call, user);
  };

function requireUser({ headers }: Call): User {
  const written = headers[USER_HEADER];
  if (typeof written === 'string') return JSON.parse(decodeURIComponent(written)) as User;
  throw new Problem(401, 'not-signed-in', 'Sign in first: POST /sessions gives a token for the Authorization header');
}
