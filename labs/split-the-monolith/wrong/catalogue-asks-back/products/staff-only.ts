/** Lets only staff through. This service has no users, so it asks the shop whose token it is. */
import { Problem } from '../shop/http/problem.ts';
import type { Answer, Call, Handler } from '../shop/http/route.ts';

interface Caller {
  readonly id: number;
  readonly role: string;
}

export const staffOnly =
  (handler: (call: Call, caller: Caller) => Answer): Handler =>
  async (call) => {
    const answer = await fetch('http://shop/users/me', {
      headers: { authorization: call.headers.authorization ?? '' },
      signal: AbortSignal.timeout(700),
    });
    const caller = (await answer.json()) as Caller;
    if (answer.status !== 200) {
      const sentence = 'Sign in first: POST /sessions gives a token for the Authorization header';
      throw new Problem(401, 'not-signed-in', sentence);
    }
    if (caller.role !== 'staff') throw new Problem(403, 'staff-only', 'Only staff may do this');
    return handler(call, caller);
  };
