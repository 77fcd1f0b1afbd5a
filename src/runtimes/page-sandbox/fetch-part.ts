/**
 * Fetches a part of the engine, which stands beside the sandbox frame. Browser only; in the page.
 * @module
 */
import { type EnginePartName, enginePartFiles } from '#platform/engine-part.ts';
import { LabRuntimeError } from '../lab-runtime-error.ts';
import type { PartBytes } from './frame-messages.ts';

/** @throws {LabRuntimeError} `RUNTIME_START_FAILED` when the server does not give it. */
export async function fetchPart(frameUrl: string, name: EnginePartName): Promise<PartBytes> {
  const files = enginePartFiles(name);
  const [code, wasm] = await Promise.all([
    fetchFile(new URL(files.code, frameUrl)).then((answer) => answer.text()),
    fetchFile(new URL(files.wasm, frameUrl)).then((answer) => answer.arrayBuffer()),
  ]);
  return { code, wasm: new Uint8Array(wasm) };
}

async function fetchFile(url: URL): Promise<Response> {
  const answer = await fetch(url).catch(() => undefined);
  if (answer?.ok) return answer;
  const seen = answer ? `the server answers ${answer.status} for ${url.pathname}` : `${url.pathname} cannot be reached`;
  throw new LabRuntimeError('RUNTIME_START_FAILED', {
    message: `Cannot start the engine: ${seen}`,
    hint: 'A part of the course is missing on this server. What was typed is kept; once the file is there, the next try works.',
  });
}
