/** `Request` as a program makes it. */
import { inspect } from 'node:util';
import { behaviour } from '../behaviour.ts';
import { thrown } from '../thrown.ts';

const address = 'http://a.example/path';

behaviour('Request: fields and headers', (saw) => {
  const request = new Request('HTTP://A.example/a b?c#d', { method: 'post', headers: { 'X-A': '1' } });
  saw(request.method, request.url, [...request.headers], request.body, request.bodyUsed);
  const plain = new Request(address);
  saw(plain.method, plain.mode, plain.credentials, plain.cache, plain.redirect, plain.referrer, plain.referrerPolicy);
  saw(plain.integrity, plain.keepalive, plain.destination, plain.signal.aborted, String(plain));
  const set = new Request(address, { redirect: 'manual', cache: 'no-store', credentials: 'omit', keepalive: true });
  saw(set.redirect, set.cache, set.credentials, set.keepalive);
  saw(plain instanceof Request, new Request(new URL(address)).url);
});

behaviour('Request: a program may set any header', (saw) => {
  const headers = { cookie: 'a=1', host: 'b.example', origin: 'http://c.example', 'content-length': '3', date: 'now' };
  saw([...new Request(address, { headers }).headers]);
});

behaviour('Request: is made of another one, which is used up', async (saw) => {
  const first = new Request(address, { method: 'PUT', headers: { a: '1' }, body: 'body' });
  const second = new Request(first, { headers: { b: '2' } });
  saw(second.method, second.url, [...second.headers], first.bodyUsed, await second.text());
  saw(thrown(() => new Request(first)));
  const third = new Request(address, { method: 'POST', body: 'old' });
  saw(await new Request(third, { body: 'new' }).text(), third.bodyUsed);
  const copied = new Request('http://b.example/', new Request(address, { method: 'POST', headers: { c: '3' } }));
  saw(copied.method, copied.url, [...copied.headers]);
  const stream = new Blob(['streamed']).stream();
  const streamed = new Request(address, { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
  saw(await new Request(streamed).text(), streamed.bodyUsed);
});

behaviour('Request: bodies are read once, and clone() gives both the same', async (saw) => {
  const request = new Request(address, { method: 'POST', body: JSON.stringify({ a: 1 }) });
  saw(request.headers.get('content-type'));
  const copy = request.clone();
  saw(await request.json(), await copy.text(), copy.method, request.bodyUsed);
  await request.text().catch(saw);
  saw(thrown(() => request.clone()));
  const form = new Request(address, { method: 'POST', body: new URLSearchParams('a=1&a=2') });
  saw([...(await form.formData())]);
});

behaviour('Request: its signal follows the one that was given', (saw) => {
  const controller = new AbortController();
  const request = new Request(address, { signal: controller.signal });
  saw(request.signal === controller.signal, request.signal === request.signal, request.signal.aborted);
  request.signal.addEventListener('abort', () => saw('aborted', request.signal.reason));
  const copy = request.clone();
  controller.abort('over');
  saw(request.signal.aborted, copy.signal.aborted, copy.signal.reason);
  saw(new Request(address, { signal: AbortSignal.abort('before') }).signal.reason);
  saw(new Request(request, { signal: null }).signal.aborted);
});

behaviour('Request: what cannot be is refused', (saw) => {
  const attempts: (() => unknown)[] = [
    () => new (Request as unknown as new () => unknown)(),
    () => new Request('/path'),
    () => new Request('http://user:pass@a.example/'),
    () => new Request(address, { body: 'x' }),
    () => new Request(address, { method: 'HEAD', body: 'x' }),
    () => new Request(address, { method: 'a b' }),
    () => new Request(address, { method: 'trace' }),
    () => new Request(address, { redirect: 'never' as never }),
    () => new Request(address, { mode: 'navigate' }),
    () => new Request(address, { cache: 'only-if-cached' }),
    () => new Request(address, { signal: 5 as never }),
    () => new Request(address, { method: 'POST', body: new ReadableStream() }),
    () => new Request(address, { referrer: 'no address' }),
    () => new Request(address, 5 as never),
  ];
  for (const attempt of attempts) {
    const error = thrown(attempt);
    saw(error instanceof TypeError && error.message);
  }
});

behaviour('Request: is shown with its fields', (saw) => {
  saw(inspect(new Request(address)));
});
