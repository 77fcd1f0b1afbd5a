/** Parses the body as JSON whatever the header says; `undefined` when it is none. */
export async function readBody(request: Request): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
