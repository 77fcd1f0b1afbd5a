/**
 * The names of files inside the container, which the build writes and the page starts. Pure.
 * @module
 */
import type { LabProgram } from '#bench/judge/lab-program.ts';
import type { RunRequest } from '#bench/judge/run-request.ts';

/** Text, or bytes. */
export type ContainerFile = string | { readonly base64: string };

/** By path inside the container's working folder. */
export type ContainerFiles = Readonly<Record<string, ContainerFile>>;

/** The program that carries out a request: `node engine/run-request.mjs request-1.json`. */
export const ENGINE_ENTRY = 'engine/run-request.mjs';

/** What the program finds in the file that it is started with. */
export interface ContainerRequest {
  /** Of its packages the names alone: their texts are in `node_modules`. */
  readonly program: LabProgram;
  readonly request: RunRequest;
  /** See `RealRunPlace`. */
  readonly timeScale: number;
}
