/**
 * What every command with `--real` asks of a lab. Pure.
 * @module
 */
import { CourseError } from '#course/course-error.ts';
import type { LabManifest } from '#course/lab-manifest.ts';

/**
 * @throws {CourseError} `LAB_ENGINE_UNSUPPORTED` when the manifest does not name the real engine.
 *
 * @example
 * needRealEngine(manifest);
 */
export function needRealEngine({ id, engines }: LabManifest): void {
  if (engines.includes('real')) return;
  throw new CourseError('LAB_ENGINE_UNSUPPORTED', {
    message: `Cannot run "${id}" with --real: its lab.yaml names no engine "real"`,
    hint: 'Leave out --real; its checks need what only the simulated engine has.',
    at: { file: `labs/${id}/lab.yaml` },
  });
}
