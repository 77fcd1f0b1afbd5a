/**
 * Reads a JSON body, strictly: what is not labelled application/json is refused with a sentence that says what to send.
 * The label may carry a parameter, as in "application/json; charset=utf-8".
 */
export type Body =
  { readonly value: unknown; readonly problem?: undefined } | { readonly problem: string; readonly status: 400 | 415 };

export async function readBody(request: Request): Promise<Body> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    return { status: 415, problem: `the content type is "${contentType}"; send application/json` };
  }
  try {
    return { value: await request.json() };
  } catch {
    return { status: 400, problem: 'the body is not JSON' };
  }
}
