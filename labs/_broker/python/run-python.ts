/**
 * Runs a Python program in MicroPython. Runs in both engines.
 *
 * MicroPython in WebAssembly cannot stop in the middle of a program to wait for a network answer. So a program that has to wait is
 * left, and run again from its beginning when the answer is there: what it was told before it is told again, what it printed before
 * is not printed again, until it is where it was. It cannot see a difference, because all it knows of the world comes from `ask`.
 * @module
 */
import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript';
import { KAFKA_ERRORS_MODULE } from './kafka-errors-module.ts';
import { KAFKA_FUTURE_MODULE } from './kafka-future-module.ts';
import { KAFKA_MODULE } from './kafka-module.ts';
import { KAFKA_PARTITIONER_MODULE } from './kafka-partitioner-module.ts';
import { KAFKA_SENDER_MODULE } from './kafka-sender-module.ts';
import { ATEXIT_MODULE, LAUNCH_MODULE, PROCESS_MODULE, TIME_MODULE } from './process-module.ts';

export interface PythonProgram {
  /** As Python shows it: `producer.py`. */
  readonly name: string;
  readonly args: readonly string[];
  /** Files that can be imported and opened, by path; `name` is one of them. What the program writes is gone when it ends. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a program gets from outside. */
export interface PythonWorld {
  readonly print: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void;
  /** An answer that is there at once; undefined for what has to be waited for. */
  readonly tell: (what: string) => unknown;
  /** @param details As JSON. */
  readonly wait: (what: string, details: string) => Promise<unknown>;
}

interface Answered {
  readonly question: string;
  /** As JSON. */
  readonly answer: string;
}

/** Each wait runs the program again, so that a program that waits very often would take very long. */
const WAIT_LIMIT = 2000;
const HEAP_BYTES = 4_194_304;
const FOLDER = '/program';
const LIBRARY: Readonly<Record<string, string>> = {
  '_launch.py': LAUNCH_MODULE,
  '_process.py': PROCESS_MODULE,
  'atexit.py': ATEXIT_MODULE,
  'kafka/__init__.py': KAFKA_MODULE,
  'kafka/errors.py': KAFKA_ERRORS_MODULE,
  'kafka/future.py': KAFKA_FUTURE_MODULE,
  'kafka/partitioner.py': KAFKA_PARTITIONER_MODULE,
  'kafka/sender.py': KAFKA_SENDER_MODULE,
  'time.py': TIME_MODULE,
};

/**
 * @returns The exit code.
 * @throws {Error} when the program waits too often, or does not do the same again.
 */
export async function runPython(program: PythonProgram, world: PythonWorld): Promise<number> {
  const answered: Answered[] = [];
  const shownBytes = { stdout: 0, stderr: 0 };
  for (let waits = 0; waits <= WAIT_LIMIT; waits += 1) {
    const { printed, question, exitCode } = await runOnce(program, answered, world.tell);
    for (const stream of ['stdout', 'stderr'] as const) {
      const bytes = Uint8Array.from(printed[stream].slice(shownBytes[stream]));
      shownBytes[stream] += bytes.length;
      if (bytes.length > 0) world.print(stream, bytes);
    }
    if (!question) return exitCode ?? 1;
    const answer = JSON.stringify(await world.wait(question.what, question.details));
    answered.push({ question: question.what + question.details, answer });
  }
  throw new Error(`${program.name} has waited ${WAIT_LIMIT} times; a program that runs here may not wait more often`);
}

interface Run {
  readonly printed: { readonly stdout: readonly number[]; readonly stderr: readonly number[] };
  /** What has to be answered before the program can go on. */
  readonly question?: { readonly what: string; readonly details: string };
  /** When it came to its end. */
  readonly exitCode?: number;
}

/** Runs the program until it asks what was not answered yet. */
async function runOnce(program: PythonProgram, answered: Answered[], tell: PythonWorld['tell']): Promise<Run> {
  const printed = { stdout: [] as number[], stderr: [] as number[] };
  let question: Run['question'];
  let exitCode: number | undefined;
  let count = 0;
  const print = (stream: 'stdout' | 'stderr') => (bytes: Uint8Array) => {
    if (!question) printed[stream].push(...bytes);
  };
  const python = await loadMicroPython({
    heapsize: HEAP_BYTES,
    stdout: print('stdout'),
    stderr: print('stderr'),
    linebuffer: false,
  });
  python.registerJsModule('_host', {
    ask: (what: string, details: string): string => {
      // It has been left already, and somebody has caught that.
      if (question) return '';
      const known = answered[count];
      if (known && known.question !== what + details)
        throw new Error(`${program.name} is not the same when it runs again`);
      count += 1;
      if (known) return known.answer;
      const told = tell(what);
      if (told === undefined) {
        question = { what, details };
        return '';
      }
      answered.push({ question: what + details, answer: JSON.stringify(told) });
      return JSON.stringify(told);
    },
    complain: (text: string) => print('stderr')(new TextEncoder().encode(text)),
    exit: (code: number) => {
      if (!question) exitCode = code;
    },
  });
  for (const [folder, files] of [
    ['/modules', LIBRARY],
    [FOLDER, program.files],
  ] as const)
    for (const [path, text] of Object.entries(files)) {
      python.FS.mkdirTree(`${folder}/${path}`.replace(/\/[^/]*$/, ''));
      python.FS.writeFile(`${folder}/${path}`, text);
    }
  const start = `import sys, os\nsys.path[:] = ['${FOLDER}', '/modules', '.frozen']\nos.chdir('${FOLDER}')\nimport _launch\n`;
  const call = JSON.stringify([`${FOLDER}/${program.name}`, program.name, program.args]);
  python.runPython(`${start}import json\n_launch.run(*json.loads(${JSON.stringify(call)}))`);
  return { printed, ...(question && { question }), ...(exitCode !== undefined && { exitCode }) };
}
