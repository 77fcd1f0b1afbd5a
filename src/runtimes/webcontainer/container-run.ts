/**
 * One run of checks inside a booted WebContainer: starts the engine's program with a request, reads its lines, and settles
 * with the report. Runs in the page.
 * @module
 */
import type { WebContainer } from '@webcontainer/api';
import { within } from '#platform/within.ts';
import type { RunEvent } from '../lab-runtime.ts';
import { LabRuntimeError } from '../lab-runtime-error.ts';
import { type ContainerRequest, ENGINE_ENTRY } from './container-files.ts';
import { type ContainerLine, parseContainerLine } from './container-line.ts';
import { LineReader } from './line-reader.ts';

type LastLine = Extract<ContainerLine, { kind: 'report' }>;

export interface ContainerRun {
  /** Unique within the container. */
  readonly requestFile: string;
  readonly request: ContainerRequest;
  readonly onEvent: (event: RunEvent) => void;
  readonly silenceLimitMs: number;
}

const TICK_MS = 1_000;
/** Of what the program printed that is none of its lines, for the message when it ends too early. */
const STRAY_LIMIT_CHARACTERS = 2_000;

/**
 * @throws {LabRuntimeError} `RUNTIME_LOST` when the program ends without a report; `RUNTIME_CLOSED` when it is silent for the
 * limit; `RUNTIME_START_FAILED` when it tells that it cannot run.
 *
 * @example
 * const { report, leftRunning } = await runInContainer(container, { requestFile: 'request-1.json', request, onEvent, silenceLimitMs: 15_000 });
 */
export async function runInContainer(container: WebContainer, run: ContainerRun): Promise<LastLine> {
  const { silenceLimitMs } = run;
  const text = JSON.stringify(run.request);
  await within(silenceLimitMs, 'the WebContainer to write a file', container.fs.writeFile(run.requestFile, text));
  const starting = container.spawn('node', [ENGINE_ENTRY, run.requestFile]);
  const process = await within(silenceLimitMs, 'the WebContainer to start Node', starting);
  const output = process.output.getReader();
  const reader = new LineReader();
  let stray = '';
  // Ticks are counted, not timed: when the browser pauses the page, one late tick counts once.
  let silentTicks = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      silentTicks += 1;
      if (silentTicks * TICK_MS >= silenceLimitMs) reject(silent(silenceLimitMs));
    }, TICK_MS);
  });
  try {
    for (;;) {
      const { value, done } = await Promise.race([output.read(), silence]);
      if (done) throw lost(`ended with exit code ${await Promise.race([process.exit, silence])}`, stray);
      silentTicks = 0;
      for (const printed of reader.push(value)) {
        const line = parseContainerLine(printed);
        if (line?.kind === 'event') run.onEvent(line.event);
        else if (line?.kind === 'report') return line;
        else if (line?.kind === 'failed') {
          throw new LabRuntimeError('RUNTIME_START_FAILED', { message: line.message, hint: line.hint });
        } else if (!line && printed !== '') stray = `${stray}\n${printed}`.slice(-STRAY_LIMIT_CHARACTERS);
      }
    }
  } finally {
    clearInterval(timer);
    void drain(output);
  }
}

const silent = (limitMs: number): LabRuntimeError =>
  new LabRuntimeError('RUNTIME_CLOSED', {
    message: `Cannot go on with the run: the engine in the WebContainer was silent for ${limitMs / 1_000} s`,
    hint: 'A check has a loop without an end, or the container stands still. Run the checks again: it is started anew.',
  });

function lost(what: string, stray: string): LabRuntimeError {
  return new LabRuntimeError('RUNTIME_LOST', {
    message: `The engine in the WebContainer ${what} before its report was complete${stray === '' ? '' : `; it printed:${stray}`}`,
    hint: 'Run the checks again: the container is started anew. Or run them in the page.',
  });
}

/** What is printed after the last line would pile up in memory unread; the package throws when its stream is cancelled. */
async function drain(output: ReadableStreamDefaultReader<string>): Promise<void> {
  for (let isOpen = true; isOpen;) isOpen = !(await output.read()).done;
}
