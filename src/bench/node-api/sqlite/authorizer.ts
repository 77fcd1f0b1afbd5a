/**
 * `DatabaseSync.setAuthorizer`: the program is asked what a statement may do.
 * @module
 */
import type { Connection } from './connection.ts';
import { wrongType } from './sqlite-error.ts';

const DENY = 1;
const lastAnswer = 2;

const requireAnswer = (answer: unknown): number => {
  if (!Number.isInteger(answer)) throw new TypeError('Authorizer callback must return an integer authorization code');
  if ((answer as number) < 0 || (answer as number) > lastAnswer)
    throw new RangeError('Authorizer callback returned a invalid authorization code');
  return answer as number;
};

export const setAuthorizer = (connection: Connection, callback: unknown): void => {
  if (callback !== null && typeof callback !== 'function')
    throw wrongType('The "callback" argument must be a function or null.');
  const { library } = connection;
  const ask = callback as ((...values: unknown[]) => unknown) | null;
  const [xAuth = 0] = ask
    ? library.callbacks([
        {
          type: 'iiiiii:i',
          run: (_: number, action: number, ...texts: number[]) => {
            try {
              return requireAnswer(ask(action, ...texts.map((text) => library.heap.textOrNone(text) ?? null)));
            } catch (error) {
              connection.keepThrown(error);
              return DENY;
            }
          },
        },
      ])
    : [];
  connection.check(library.call('sqlite3_set_authorizer', connection.handle, xAuth, 0));
};
