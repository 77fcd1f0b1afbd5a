/** Asks the core whose token it is, for the services that have no users of their own. */

const TIMEOUT_MS = 900;

/**
 * The user as the value of `x-user` (headers are ASCII, names are not); `undefined` for a token that is worth nothing. Who is
 * not signed in is refused by the service, which knows whether it matters.
 *
 * @throws when the core does not answer.
 */
export async function findCaller(coreUrl: string, authorization: string | undefined): Promise<string | undefined> {
  if (authorization === undefined) return undefined;
  const answer = await fetch(`${coreUrl}/users/me`, {
    headers: { authorization },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const body: unknown = await answer.json();
  if (answer.status >= 500) throw new Error(`core answered ${answer.status}`);
  return answer.status === 200 ? encodeURIComponent(JSON.stringify(body)) : undefined;
}
