import { Problem } from '../_lib/problem.ts';
import { readEmail, readPassword, readText } from '../_lib/read-field.ts';
import type { Call, Routes } from '../_lib/route.ts';
import { signedIn } from '../_lib/signed-in.ts';
import type { Sessions } from './sessions.ts';
import type { Users } from './users.ts';

export const userRoutes = (users: Users, sessions: Sessions): Routes => ({
  'POST /users': async ({ body }) => {
    const name = readText(body, 'name', { min: 1, max: 100 });
    const user = await users.register({ email: readEmail(body), password: readPassword(body), name });
    return { status: 201, body: user };
  },

  'GET /users/me': signedIn((_call, user) => ({ status: 200, body: user })),

  'POST /sessions': async ({ body, log }) => {
    const user = await users.authenticate(readEmail(body), readPassword(body));
    if (!user) throw new Problem(401, 'wrong-credentials', 'No account has this e-mail address and password');
    log.info('signed in', { userId: user.id });
    return { status: 201, body: { ...sessions.open(user), user } };
  },

  'DELETE /sessions': signedIn((call) => {
    sessions.close(readToken(call));
    return { status: 204 };
  }),

  // For the gateway: whose token this is.
  'GET /internal/session': (call) => {
    const user = sessions.find(readToken(call));
    return user ? { status: 200, body: user } : { status: 404, body: {} };
  },
});

/** The token of `Authorization: Bearer <token>`; empty when there is none. */
const readToken = (call: Call): string => /^Bearer (\S+)$/i.exec(call.headers.authorization ?? '')?.[1] ?? '';
