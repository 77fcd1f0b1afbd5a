/** url, querystring, path, os and string_decoder, after Node's test/parallel/test-url-*, test-whatwg-url-*, test-path-*. */
import os from 'node:os';
import path, { posix, sep } from 'node:path';
import querystring from 'node:querystring';
import { StringDecoder } from 'node:string_decoder';
import url, { fileURLToPath, pathToFileURL, urlToHttpOptions } from 'node:url';
import { behaviour } from '../behaviour.ts';

behaviour('URL: parts, changes and base', (saw) => {
  const address = new URL('../b?x=1#h', 'http://user:pa%20ss@Example.com:8080/a/c/d');
  saw(address.href);
  saw([address.host, address.username, address.password, address.origin, address.pathname]);
  address.port = '80';
  address.search = 'y=ü';
  address.hash = '';
  saw(String(address));
  saw(JSON.stringify({ address }));
});

behaviour('URL: what cannot be parsed is ERR_INVALID_URL', (saw) => {
  for (const text of ['nowhere', 'http://', 'http://a b/', 'http://[::1']) {
    try {
      new URL(text);
    } catch (error) {
      saw([(error as Error).name, (error as { code?: string }).code, (error as Error).message]);
    }
  }
  saw([URL.canParse('a:b'), URL.canParse('b'), URL.parse('b')]);
});

behaviour('URLSearchParams: order, repetition, sorting and encoding', (saw) => {
  const query = new URLSearchParams('b=2&a=1&b=3&c=%20+x');
  saw([...query]);
  saw([query.get('b'), query.getAll('b'), query.get('none'), query.has('b', '3'), query.size]);
  query.append('d', 'ü&=');
  query.delete('b', '2');
  query.sort();
  saw(query.toString());
  saw(new URLSearchParams({ a: '1', b: 'x y' }).toString());
  saw(
    new URLSearchParams([
      ['a', '1'],
      ['a', '2'],
    ]).toString(),
  );
});

behaviour('url: files to paths and back', (saw) => {
  saw(fileURLToPath('file:///a%20b/%C3%BC.txt'));
  saw(pathToFileURL('/a b/#?%.txt').href);
  for (const wrong of ['http://a/b', 'file://host/a', 'file:///a%2fb', 5]) {
    try {
      saw(fileURLToPath(wrong as never));
    } catch (error) {
      saw(error);
    }
  }
});

behaviour('url.parse, url.format and url.resolve: the old interface', (saw) => {
  const { protocol, host, port, pathname, search, query, hash, auth } = url.parse(
    'http://u:p@a.com:80/p/a?x=1&y#h',
    true,
  );
  saw([protocol, host, port, pathname, search, { ...query }, hash, auth]);
  saw(url.format({ protocol: 'https', hostname: 'a.com', pathname: '/x', query: { a: [1, 2], b: 'c d' } } as never));
  saw([url.resolve('/one/two/three', 'four'), url.resolve('http://a.com/b', '/c')]);
  saw(url.format(new URL('http://u:p@a.com/x?y#z'), { auth: false, fragment: false }));
});

behaviour('urlToHttpOptions: what http.request takes', (saw) => {
  saw(JSON.stringify(urlToHttpOptions(new URL('http://u:p@a.com:81/x?y=1#z'))));
});

behaviour('querystring: parse and stringify', (saw) => {
  saw({ ...querystring.parse('a=1&a=2&b&=c&d=%zz&e=x+y') });
  saw({ ...querystring.parse('a:1;b:2', ';', ':') });
  saw(Object.keys(querystring.parse('a&b&c&d', undefined, undefined, { maxKeys: 2 })));
  saw(querystring.stringify({ a: [1, true], b: '', c: null, d: 'ü &', e: {} as never, f: 2n }));
  saw([querystring.escape("a b!'()*"), querystring.unescape('%41%zz')]);
});

behaviour('path: join, normalize, resolve and relative', (saw) => {
  saw(['', '.', '..', '/..', 'a//b/../c/.', './a/', '/a/b/../../..'].map((one) => path.normalize(one)));
  saw([path.join('a', '', '..', '..', 'b'), path.join(), path.join('/a', '/b')]);
  saw([
    path.resolve('/a', '../b', 'c'),
    path.resolve('/a', '/b'),
    path.relative('/a/b/c', '/a/d'),
    path.relative('/a', '/a'),
  ]);
  saw([sep, path.delimiter, path.isAbsolute('/a'), path.isAbsolute('a')]);
});

behaviour('path: basename, dirname, extname, parse and format', (saw) => {
  saw(
    ['/a/b.txt', 'b.', '.b', '', '/', 'a/b/', '..', 'x.tar.gz'].map((one) => [
      path.basename(one),
      path.dirname(one),
      path.extname(one),
    ]),
  );
  saw(path.basename('/a/b.html', '.html'));
  saw(path.parse('/home/u/f.txt'));
  saw([path.format({ dir: '/a', base: 'b' }), path.format({ root: '/', name: 'n', ext: 'e' })]);
  try {
    path.join(5 as never);
  } catch (error) {
    saw(error);
  }
});

behaviour('path: posix and matchesGlob', (saw) => {
  saw(posix.join('a', 'b'));
  saw([
    path.matchesGlob('/a/b.ts', '/a/*.ts'),
    path.matchesGlob('/a/b/c.ts', '/a/*.ts'),
    path.matchesGlob('/a/b/c.ts', '/a/**/*.ts'),
  ]);
});

behaviour('StringDecoder: cut characters wait, an end gives what is left', (saw) => {
  const utf8 = new StringDecoder('utf8');
  saw([
    utf8.write(Buffer.from([0xe2])),
    utf8.write(Buffer.from([0x82])),
    utf8.write(Buffer.from([0xac, 0x61])),
    utf8.end(),
  ]);
  saw([utf8.write(Buffer.from([0xe2, 0x82])), utf8.end(), utf8.end(Buffer.from('x'))]);
  const utf16 = new StringDecoder('utf16le');
  saw([utf16.write(Buffer.from([0x3d])), utf16.write(Buffer.from([0xd8, 0x4d])), utf16.end(Buffer.from([0xdc]))]);
  const base64 = new StringDecoder('base64');
  saw([base64.write(Buffer.from('a')), base64.write(Buffer.from('bcd')), base64.end()]);
});

behaviour('StringDecoder: its encoding is checked and normalised', (saw) => {
  saw((new StringDecoder('UCS-2' as never) as unknown as { encoding: string }).encoding);
  saw((new StringDecoder('binary') as unknown as { encoding: string }).encoding);
  try {
    new StringDecoder('klingon' as never);
  } catch (error) {
    saw(error);
  }
});

behaviour('os: the shape of what it tells', (saw) => {
  saw([os.EOL, typeof os.hostname(), typeof os.totalmem(), os.freemem() <= os.totalmem(), os.loadavg().length]);
  saw([os.endianness(), os.platform(), os.type(), os.tmpdir(), typeof os.uptime(), os.devNull]);
  saw([os.constants.signals.SIGTERM, os.constants.errno.ECONNREFUSED, Object.keys(os.cpus()[0] ?? {})]);
  saw(Object.keys(os.userInfo()).sort());
});
