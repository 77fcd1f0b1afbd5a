/** `Response` as a program makes it. */
import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import { behaviour } from '../behaviour.ts';
import { thrown } from '../thrown.ts';

const fields = ({ status, statusText, ok, type, url, redirected, bodyUsed }: Response) => [
  status,
  statusText,
  ok,
  type,
  url,
  redirected,
  bodyUsed,
];

behaviour('Response: fields and headers of one that a program makes', (saw) => {
  saw(fields(new Response()), new Response().body);
  saw(fields(new Response('x', { status: 404, statusText: 'Gone fishing' })));
  saw(fields(new Response(undefined, { status: '201' as never })));
  saw([...new Response('x', { headers: { 'X-A': '1', 'x-b': '2' } }).headers]);
  saw(new Response('x') instanceof Response, String(new Response()), Object.keys(Response.prototype).length > 10);
});

behaviour('Response: Set-Cookie is kept, each of them', (saw) => {
  const response = new Response('x', {
    headers: [
      ['set-cookie', 'a=1; Path=/'],
      ['set-cookie', 'b=2'],
    ],
  });
  saw(response.headers.getSetCookie(), response.headers.get('set-cookie'), [...response.headers]);
  response.headers.append('Set-Cookie', 'c=3');
  saw(response.clone().headers.getSetCookie());
  saw(new Response(null, response).headers.getSetCookie());
  saw(Response.json({}, { headers: { 'set-cookie': 'd=4' } }).headers.getSetCookie());
});

behaviour('Response: what is given decides the content type', async (saw) => {
  const bodies = [
    'text',
    new URLSearchParams({ a: '1', b: 'ü' }),
    new Blob(['blob'], { type: 'text/x' }),
    new Blob(['blob']),
    new Uint8Array([104, 105]),
    new Uint8Array([104, 105]).buffer,
    Buffer.from('buffer'),
    new ReadableStream({ start: (controller) => controller.close() }),
    5,
    { own: true },
  ];
  for (const body of bodies) {
    const response = new Response(body as never);
    saw(response.headers.get('content-type'), await response.text());
  }
  saw(new Response('x', { headers: { 'content-type': 'text/own' } }).headers.get('content-type'));
  const form = new FormData();
  form.append('name', 'value');
  const response = new Response(form);
  saw(response.headers.get('content-type')?.startsWith('multipart/form-data; boundary=----formdata-undici-'));
  saw([...(await response.formData())]);
});

behaviour('Response: a body is read once, in any form', async (saw) => {
  saw(await new Response('{"a":[1]}').json());
  saw(await new Response('äé').arrayBuffer());
  saw(await new Response('ab').bytes());
  const blob = await new Response('ab', { headers: { 'content-type': 'text/css' } }).blob();
  saw(blob.size, blob.type, await blob.text());
  const form = new Response('a=1&b=%20', { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  saw([...(await form.formData())]);
  saw(await new Response('\uFEFFmarked').text());
  saw(await new Response().text(), await new Response(null).arrayBuffer());
  const used = new Response('x');
  await used.text();
  saw(used.bodyUsed, used.body?.locked);
  for (const read of ['text', 'json', 'bytes', 'blob'] as const) await used[read]().catch(saw);
  await new Response('no json').json().catch((error: Error) => saw(error.name));
  await new Response('x').formData().catch(saw);
});

behaviour('Response: bodies are streams', async (saw) => {
  const response = new Response('streamed');
  const { body } = response;
  saw(body === response.body, response.bodyUsed, body?.locked);
  const reader = response.body?.getReader();
  saw(Buffer.from((await reader?.read())?.value ?? []).toString(), (await reader?.read())?.done);
  saw(response.bodyUsed);
  await response.text().catch(saw);
  const slow = new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      controller.enqueue(new TextEncoder().encode('later '));
      if ((rest -= 1) === 0) controller.close();
    },
  });
  let rest = 3;
  const given = new Response(slow);
  saw(given.body === slow, given.headers.get('content-type'), await given.text());
  const broken = new ReadableStream({ start: (controller) => controller.error(new Error('broken')) });
  await new Response(broken).text().catch(saw);
  const words = new ReadableStream({ start: (controller) => controller.enqueue('word') });
  await new Response(words).text().catch(saw);
  const taken = new ReadableStream();
  taken.getReader();
  saw(thrown(() => new Response(taken)));
  const iterable = Readable.from([Buffer.from('from '), Buffer.from('a generator')]);
  saw(await new Response(iterable as never).text());
});

behaviour('Response: clone() gives both the same, before it is used', async (saw) => {
  const response = new Response('twice', { status: 201, headers: { a: '1' } });
  const copy = response.clone();
  copy.headers.set('a', '2');
  saw(fields(copy), response.headers.get('a'), await copy.text(), await response.text());
  saw(thrown(() => response.clone()));
  const stream = new Response(new Blob(['in pieces']).stream());
  const other = stream.clone();
  saw(await Promise.all([stream.text(), other.text()]));
  const locked = new Response('x');
  locked.body?.getReader();
  saw(thrown(() => locked.clone()));
});

behaviour('Response: json(), redirect() and error()', async (saw) => {
  const json = Response.json({ a: 1 }, { status: 202, headers: { 'content-type': 'application/problem+json' } });
  saw(fields(json), [...json.headers], await json.text());
  saw(fields(Response.redirect('http://a.example/x y')), [...Response.redirect('http://a.example/x y', 308).headers]);
  saw(fields(Response.error()), Response.error().body);
  for (const fixed of [Response.error(), Response.redirect('http://a.example/')])
    saw(
      thrown(() => fixed.headers.set('a', '1')),
      thrown(() => fixed.headers.append('a', '1')),
      thrown(() => fixed.headers.delete('a')),
    );
  saw(
    thrown(() => Response.json(undefined)),
    thrown(() => Response.json(1n)),
    thrown(() => Response.redirect('http://a.example/', 200)),
    thrown(() => Response.redirect('/path')),
    thrown(() => (Response.json as () => unknown)()),
    thrown(() => (Response.redirect as () => unknown)()),
  );
});

behaviour('Response: what cannot be is refused', (saw) => {
  for (const status of [0, 101, 199, 600, 1000, 'x', Number.NaN])
    saw(thrown(() => new Response(null, { status: status as number })));
  for (const status of [204, 205, 304])
    saw(
      thrown(() => new Response('', { status })),
      new Response(null, { status }).status,
    );
  saw(
    thrown(() => new Response(null, { statusText: 'a\nb' })),
    thrown(() => new Response(null, { statusText: 'ሴ' })),
    thrown(() => new Response(null, 5 as never)),
    thrown(() => (Response as unknown as () => unknown)()) instanceof Error,
  );
});

behaviour('Response: is shown with its fields', (saw) => {
  saw(inspect(new Response(null, { status: 204, headers: { a: '1' } })));
  saw(inspect(Response.error()));
});
