/**
 * What the verbs for processes owe a check, whatever the engine: data outlive a restart, replicas share a name, and a deployment
 * takes over without a lost request. Called by a test file for each engine.
 * @module
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabProgram, LabRuntime } from '#runtimes/lab-runtime.ts';
import { checkCode } from '../support/check-code.ts';

/** Keeps notes in a file, and drains on SIGTERM. */
const NOTES = `
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
const file = process.env.NOTES_FILE;
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (request.method === 'POST') {
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, body + '\\n');
  }
  const notes = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\\n') : [];
  response.end(JSON.stringify({ host: hostname(), version: process.env.VERSION ?? '1', notes }));
});
server.listen(Number(process.env.PORT));
process.on('SIGTERM', () => server.close());
`;
/** Asks the notes who they are, on a new connection each time. */
const DESK = `
import { createServer, get } from 'node:http';
import { json } from 'node:stream/consumers';
createServer((request, response) => {
  get(process.env.NOTES_URL, { agent: false }, async (answer) => response.end((await json(answer)).host))
    .on('error', (error) => response.end(error.code));
}).listen(Number(process.env.PORT));
`;

const HELPERS = `
const send = (method, host, body) => bench.request({ method, url: 'http://' + host + '/', ...(body && { body }) });
const read = async (host = 'notes') => {
  const { response, error } = await send('GET', host);
  return response ? JSON.parse(response.body) : error.code;
};
const note = (text) => send('POST', 'notes', text);
const askDesk = async () => (await send('GET', 'desk')).response.body;
const repeat = async (count, ask) => {
  const seen = new Set();
  for (let index = 0; index < count; index += 1) seen.add(await ask());
  return [...seen].sort();
};
`;

/** @param open opens a runtime that this suite closes. */
export function describeProcessVerbs(name: string, open: () => Promise<LabRuntime>): void {
  describe(`process verbs ${name}`, () => {
    let runtime: LabRuntime;
    beforeAll(async () => {
      runtime = await open();
    });
    afterAll(() => runtime.close());

    /** What the body of a check returns. */
    async function see(body: string): Promise<unknown> {
      const code = checkCode(`${HELPERS} return pass(JSON.stringify(await (async () => { ${body} })()));`);
      const program: LabProgram = {
        id: 'verbs',
        services: [
          // Who calls comes before who is called: names are known before anything runs.
          { name: 'desk', entry: 'desk.ts', port: 80, env: { NOTES_URL: 'http://notes' } },
          { name: 'notes', entry: 'notes.ts', port: 80, env: { NOTES_FILE: '/data/notes.txt' } },
        ],
        world: [],
        checks: [{ id: 'C1', slug: '01-verbs', title: 'Verbs', code }],
        worldFiles: {},
        packages: {},
      };
      const files = { 'notes.ts': NOTES, 'desk.ts': DESK };
      const { checks } = await runtime.runChecks(program, { files, seed: 4711 }, () => {});

      expect(checks).toMatchObject([{ verdict: 'pass' }]);
      return JSON.parse(checks[0]?.held ?? '') as unknown;
    }

    test('a restart keeps what was stored', async () => {
      const seen = await see(`
        await note('one');
        await bench.kill('notes');
        const gone = [await read(), await askDesk(), bench.status('notes').ending];
        await bench.restart('notes');
        await note('two');
        return [gone, (await read()).notes];`);

      expect(seen).toEqual([
        ['ECONNREFUSED', 'ECONNREFUSED', 'SIGKILL'],
        ['one', 'two'],
      ]);
    });

    test('replicas have names of their own behind the name of the service', async () => {
      const seen = await see(`
        await bench.scale('notes', 3);
        const three = [await repeat(24, askDesk), await repeat(24, async () => (await read()).host)];
        await bench.kill('notes-2');
        const two = [await repeat(24, askDesk), (await read('notes-3')).host, (await read('notes-1')).host];
        const states = ['notes', 'notes-2', 'notes-3'].map((name) => bench.status(name).state);
        await bench.scale('notes', 1);
        return { three, two, states, one: [await repeat(6, askDesk), await read('notes-3')] };`);
      const all = ['notes', 'notes-2', 'notes-3'];

      expect(seen).toEqual({
        three: [all, all],
        two: [['notes', 'notes-3'], 'notes-3', 'notes'],
        states: ['exited', 'exited', 'running'],
        one: [['notes'], 'ECONNREFUSED'],
      });
    });

    test('a fault on one replica leaves the others alone', async () => {
      const seen = await see(`
        await bench.scale('notes', 2);
        const fault = await bench.proxy({ from: 'client', to: 'notes-2' }, { enabled: false });
        const seen = [await read('notes-2'), (await read('notes-1')).host, fault.hits() > 0, await repeat(24, askDesk)];
        await fault.remove();
        return [...seen, (await read('notes-2')).host];`);

      expect(seen).toEqual(['ECONNREFUSED', 'notes', true, ['notes', 'notes-2'], 'notes-2']);
    });

    test('a deployment takes over without a lost request as long as nothing is stored, and with its data afterwards', async () => {
      const seen = await see(`
        let isOver = false;
        const outcomes = new Set();
        const versions = new Set();
        const reading = (async () => {
          while (!isOver) {
            const { outcome, response } = await send('GET', 'notes');
            outcomes.add(outcome);
            versions.add(JSON.parse(response?.body ?? '{}').version);
          }
        })();
        await bench.sleep(20);
        const statuses = await bench.deploy('notes', { env: { VERSION: '2' } });
        await bench.sleep(20);
        isOver = true;
        await reading;
        await note('one');
        await bench.deploy('notes', { env: { VERSION: '3' } });
        const { version, notes } = await read();
        return { statuses, outcomes: [...outcomes], versions: [...versions], version, notes };`);

      expect(seen).toEqual({
        statuses: [{ state: 'running', listening: true }],
        outcomes: ['ok'],
        versions: ['1', '2'],
        version: '3',
        notes: ['one'],
      });
    });

    test('a deployment reaches every replica, also one that starts later', async () => {
      const seen = await see(`
        await bench.scale('notes', 2);
        await bench.kill('notes-2');
        const [first] = await bench.deploy('notes', { env: { VERSION: '2' } });
        await bench.scale('notes', 3);
        return [first.state, (await read('notes-1')).version, (await read('notes-2')).version, (await read('notes-3')).version];`);

      expect(seen).toEqual(['running', '2', '2', '2']);
    });

    test('a deployment whose process does not start leaves the old one running', async () => {
      const seen = await see(`
        const [status] = await bench.deploy('notes', { files: { 'notes.ts': 'process.exit(3);' } });
        return [status.state, status.ending, (await read()).version, bench.status('notes').state];`);

      expect(seen).toEqual(['exited', 'exit 3', '1', 'running']);
    });

    test('a deployment may let modules run before the entry of a service', async () => {
      const seen = await see(`
        const v2 = "process.env.VERSION = 'patched'; await null;";
        await bench.deploy('notes', { files: { 'v2/patch.mjs': v2 }, imports: ['v2/patch.mjs'] });
        return (await read()).version;`);

      expect(seen).toBe('patched');
    });
  });
}
