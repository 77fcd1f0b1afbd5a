/**
 * Stop, kill, wipe and look at the disk of a service in a session: the same in the terminal and in the page, in Chromium.
 */
import { expect, test } from 'vitest';
import { bundleEngineThread } from '#build/bundle-engine-thread.ts';
import { openTerminalRuntime } from '#runtimes/index.ts';
import { openFramePage } from '../support/frame-page.ts';
import { lookAtKeptData } from '../support/kept-data-lab.ts';

declare global {
  /** Put there by the page's script. */
  var lookAtKeptDataInPage: () => ReturnType<typeof lookAtKeptData>;
}

const SCRIPT = `
  import { openPageRuntime } from '#runtimes/index.ts';
  import { lookAtKeptData } from '../support/kept-data-lab.ts';
  globalThis.lookAtKeptDataInPage = async () => lookAtKeptData(await openPageRuntime({ frameUrl: 'frame.html' }));
`;
const OPEN_LIMIT_MS = 120_000;

async function lookInTerminal() {
  const runtime = await openTerminalRuntime(await bundleEngineThread('.'));
  try {
    return await lookAtKeptData(runtime);
  } finally {
    await runtime.close();
  }
}

async function lookInPage() {
  const { page, close } = await openFramePage(SCRIPT, import.meta.dirname);
  try {
    return await page.evaluate(() => globalThis.lookAtKeptDataInPage());
  } finally {
    await close();
  }
}

const longText = { kind: 'long-text', start: 'long'.repeat(125), characterCount: 800 };

test.each([
  ['the terminal', lookInTerminal],
  ['the page', lookInPage],
])(
  'in %s services are stopped, killed, wiped and looked at',
  async (_, look) => {
    const seen = await look();

    expect(seen['empty']).toEqual({ tables: ['orders: 0'], rows: [] });
    expect(seen['rows']).toEqual([
      [1, 'mug', 1250, { kind: 'blob', hex: '01ff', byteCount: 2 }],
      [2, longText, { kind: 'integer', digits: '1152921504606846976' }, null],
    ]);
    expect(seen['second']).toEqual([[2, longText, expect.anything(), null]]);
    expect(seen['afterKill']).toEqual({ tables: ['orders: 2'], rows: 2 });
    expect(seen['restarted']).toEqual({ name: 'orders', state: 'running', listening: true, ports: [80] });
    expect(seen['kept']).toBe('2');
    expect(seen['stopped']).toEqual({ name: 'orders', state: 'exited', listening: false, ending: 'exit 0' });
    expect(seen['stubborn']).toEqual({
      name: 'notes',
      state: 'exited',
      listening: false,
      ending: 'SIGKILL',
      waitedFiveSeconds: true,
    });
    expect(seen['notes']).toEqual([
      { path: '/notes/bytes.bin', byteCount: 4, content: { kind: 'binary' } },
      { path: '/notes/first.txt', byteCount: 12, content: { kind: 'text', text: 'kept as text', isCut: false } },
    ]);
    expect(seen['wiped']).toEqual({ name: 'orders', state: 'running', listening: true, ports: [80] });
    expect(seen['afterWipe']).toEqual({ tables: ['orders: 0'], rows: [] });
    expect(seen['gone']).toBe('no page');
    expect(seen['statuses']).toEqual([
      { name: 'orders', state: 'running', listening: true, ports: [80] },
      { name: 'notes', state: 'exited', listening: false, ending: 'SIGKILL' },
    ]);
    expect(seen['logs']).toEqual(expect.arrayContaining(['closing', 'not now']));
  },
  OPEN_LIMIT_MS,
);
