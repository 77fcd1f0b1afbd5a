/** Lets nobody through to a route who is not signed in, or not staff. */
import { Problem } from '../http/problem.ts';
import type { Answer, Call, Handler } from '../http/route.ts';
import type { Sessions } from './sessions.ts';
import type { User } from './users.ts';

type SignedInHandler = (call: Call, user: User) => Answer | Promise<Answer>;

export interface Guards {
  signedIn(handler: SignedInHandler): Handler;
  staff(handler: SignedInHandler): Handler;
}

export function createGuards(sessions: Sessions): Guards {
  const requireUser = (call: Call): User => {
    const user = sessions.find(readToken(call));
    if (user) return user;
    throw new Problem(401, 'not-signed-in', 'Sign in first: POST /sessions gives a token for the Authorization header');
  };
  return {
    signedIn: (handler) => (call) => handler(call, requireUser(call)),
    staff: (handler) => (call) => {
      const user = requireUser(call);
      if (user.role !== 'staff') throw new Problem(403, 'staff-only', 'Only staff may do this');
      return handler(call, user);
    },
  };
}

/** The token of `Authorization: Bearer <token>`; empty when there is none. */
export const readToken = (call: Call): string => /^Bearer (\S+)$/i.exec(call.headers.authorization ?? '')?.[1] ?? '';
