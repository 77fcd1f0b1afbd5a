/**
 * A check as the engine loads it, written in a test as the body of `run`.
 * @module
 */
import { setImmediate } from 'node:timers';
import type { DrivePlatform } from '#bench/judge/drive.ts';
import type { LabProgram } from '#bench/judge/lab-program.ts';

/** CommonJS text of a check whose `run` has this body; `bench`, `pass`, `fail` and `inconclusive` are at hand. */
export function checkCode(body: string): string {
  return `
    const pass = (held) => ({ verdict: 'pass', held });
    const fail = (held, message) => ({ verdict: 'fail', held, message });
    const inconclusive = (reason) => ({ verdict: 'inconclusive', reason });
    module.exports = { default: { run: async (bench) => { ${body} } } };
  `;
}

/** A lab of one service `shop` and one world service `bank`, with these checks in order. */
export function labProgram(...bodies: readonly string[]): LabProgram {
  return {
    id: 'test-lab',
    services: [{ name: 'shop', entry: 'shop/main.ts', port: 80, env: {} }],
    world: [{ name: 'bank', entry: '_kit/world/bank.ts', port: 80, env: {} }],
    checks: bodies.map((body, index) => ({
      id: `C${index + 1}`,
      slug: `0${index + 1}-check`,
      title: `Check ${index + 1}`,
      code: checkCode(body),
    })),
    worldFiles: {},
    packages: {},
  };
}

/** The test's own thread as platform; real time stands still unless a test moves it. */
export const testPlatform: DrivePlatform = {
  hop: (callback) => void setImmediate(callback),
  nowMs: () => 0,
};
