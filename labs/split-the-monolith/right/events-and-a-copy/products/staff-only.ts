/**
 * Lets only staff through. This service has no users: the facade has asked whose token it is, and says so in a header that it
 * takes from nobody outside.
 */
import { Problem } from '../shop/http/problem.ts';
import type { Answer, Call, Handler } from '../shop/http/route.ts';

interface Caller {
  readonly id: number;
  readonly role: string;
}

export const staffOnly =
  (handler: (call: Call, caller: Caller) => Answer | Promise<Answer>): Handler =>
  (call) => {
    const said = call.headers['x-user'];
    if (typeof said !== 'string') {
      const sentence = 'Sign in first: POST /sessions gives a token for the Authorization header';
      throw new Problem(401, 'not-signed-in', sentence);
    }
    const caller = JSON.parse(decodeURIComponent(said)) as Caller;
    if (caller.role !== 'staff') throw new Problem(403, 'staff-only', 'Only staff may do this');
    return handler(call, caller);
  };
