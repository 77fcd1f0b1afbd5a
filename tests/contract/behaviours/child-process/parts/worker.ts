/** What the behaviours start: does what its first argument says. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';

const [, , task = '', ...rest] = process.argv;
const tell = (value: unknown) => process.send?.(value);

switch (task) {
  case 'print':
    console.log('out', rest.join(' '));
    console.error('err');
    process.exitCode = 3;
    break;
  case 'environment':
    console.log(JSON.stringify([process.env['GIVEN'] ?? null, process.env['PORT'] !== undefined, process.cwd()]));
    break;
  case 'throw':
    throw new TypeError('thrown by the worker');
  case 'upper':
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', (text) => process.stdout.write(String(text).toUpperCase()));
    process.stdin.on('end', () => console.log(' end'));
    break;
  case 'wait':
    setInterval(() => {}, 1_000);
    console.log('waiting');
    break;
  case 'graceful': {
    const timer = setInterval(() => {}, 1_000);
    process.on('SIGTERM', (name) => {
      clearInterval(timer);
      console.log('got', name);
      process.exitCode = 4;
    });
    console.log('waiting');
    break;
  }
  case 'much':
    process.stdout.write('x'.repeat(200_000));
    break;
  case 'echo':
    process.on('message', (message) => {
      tell({ echo: message });
      if (message === 'end') process.disconnect?.();
    });
    break;
  case 'ask':
    tell(['arguments', rest, process.connected]);
    process.on('disconnect', () => process.exit(6));
    break;
  case 'serve': {
    const server = http.createServer((request, response) => response.end(`worker ${request.url}`));
    server.listen(Number(rest[0]), () => tell('listening'));
    server.on('error', (error: Error & { code?: string }) => tell(error.code));
    break;
  }
  case 'file':
    process.on('message', (path: string) => {
      const before = existsSync(path) ? readFileSync(path, 'utf8') : null;
      writeFileSync(path, `${before ?? ''}child `);
      tell(before);
    });
    break;
  case 'parent': {
    const { fork } = await import('node:child_process');
    const child = fork(process.argv[1] ?? '', ['print', 'grandchild']);
    child.on('exit', (code) => console.log('grandchild ended', code));
    break;
  }
}
