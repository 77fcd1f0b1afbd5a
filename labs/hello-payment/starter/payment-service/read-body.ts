/**
 * Reads a JSON body as many frameworks' body parsers do: it looks at the Content-Type header, and anything that is not
 * application/json comes out as an empty object.
 */
export async function readBody(request: Request): Promise<unknown> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!contentType.startsWith('application/json')) return {};
  return request.json();
}
