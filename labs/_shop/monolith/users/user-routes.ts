import { Problem } from '../http/problem.ts';
import { readEmail, readPassword, readText } from '../http/read-field.ts';
import type { Routes } from '../http/route.ts';
import { type Guards, readToken } from './create-guards.ts';
import type { Sessions } from './sessions.ts';
import type { Users } from './users.ts';

export const userRoutes = (users: Users, sessions: Sessions, guards: Guards): Routes => ({
  'POST /users': async ({ body }) => {
    const name = readText(body, 'name', { min: 1, max: 100 });
    const user = await users.register({ email: readEmail(body), password: readPassword(body), name });
    return { status: 201, body: user };
  },

  'GET /users/me': guards.signedIn((_call, user) => ({ status: 200, body: user })),

  'POST /sessions': async ({ body, log }) => {
    const user = await users.authenticate(readEmail(body), readPassword(body));
    if (!user) throw new Problem(401, 'wrong-credentials', 'No account has this e-mail address and password');
    log.info('signed in', { userId: user.id });
    return { status: 201, body: { ...sessions.open(user), user } };
  },

  'DELETE /sessions': guards.signedIn((call) => {
    sessions.close(readToken(call));
    return { status: 204 };
  }),
});
