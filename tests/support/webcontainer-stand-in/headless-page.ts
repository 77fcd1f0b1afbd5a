/**
 * The stand-in's answer for the vendor's page `/headless`: speaks Comlink 4.3.0, as `@webcontainer/api` 1.6.4 does, and hands
 * each call to Node over a binding of Playwright. What our adapter does not use is not here, and fails by its name. Runs in
 * the frame that the package makes.
 * @module
 */
import * as Comlink from 'comlink';
import type { StandInCall } from './stand-in-host.ts';

declare const standInCall: StandInCall;

interface RunOptions {
  readonly command: string;
  readonly args: readonly string[];
}

async function ask<Value>(operation: string, ...input: readonly unknown[]): Promise<Value> {
  const answer = await standInCall(operation, ...input);
  if ('error' in answer) throw new Error(answer.error);
  return answer.value as Value;
}

const fileSystem = (box: number) =>
  Comlink.proxy({
    writeFile: (path: string, text: string) => ask('writeFile', box, path, text),
    readFile: (path: string) => ask('readFile', box, path),
  });

async function run(box: number, options: RunOptions, onOutput: (chunk: Uint8Array | null) => Promise<void>) {
  const pid = await ask<number>('run', box, options.command, options.args);
  const onExit = (async () => {
    for (;;) {
      const chunk = await ask<readonly number[] | null>('output', pid);
      await onOutput(chunk && Uint8Array.from(chunk));
      if (!chunk) return ask<number>('exit', pid);
    }
  })();
  return Comlink.proxy({ onExit, kill: () => ask('kill', pid), write: () => undefined, resize: () => undefined });
}

const instance = (box: number) =>
  Comlink.proxy({
    fs: () => fileSystem(box),
    previewScript: () => null,
    runtimeInfo: () => ({ path: '/bin', cwd: '/home/ensemble' }),
    loadFiles: (bytes: Uint8Array) => ask('loadFiles', box, new TextDecoder().decode(bytes)),
    run: (options: RunOptions, _out: unknown, _err: unknown, onOutput: (chunk: Uint8Array | null) => Promise<void>) =>
      run(box, options, onOutput),
    on: () => Comlink.proxy(() => undefined),
    setCredentials: () => undefined,
    teardown: () => ask('end', box),
  });

const { port1, port2 } = new MessageChannel();
Comlink.expose({ build: async (options: object) => instance(await ask('build', options)) }, port1);
parent.postMessage({ type: 'init' }, '*', [port2]);
