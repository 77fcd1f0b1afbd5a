/**
 * `npm test`: every test that a submission must pass, and the plain closing line. Names given run only those gates:
 * `npm test -- unit lint`.
 * @module
 */
import { ensureChromium } from './ensure-chromium.ts';
import { GATES } from './gates.ts';
import { runGate } from './run-gate.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !GATES.some((gate) => gate.name === name));
if (unknown.length > 0) {
  console.error(`Cannot run ${unknown.map((name) => `"${name}"`).join(', ')}: no such gate`);
  console.error(`Hint: choose from ${GATES.map((gate) => `"${gate.name}"`).join(', ')}.`);
  process.exit(2);
}

const gates = GATES.filter((gate) => wanted.length === 0 || wanted.includes(gate.name));
const browser = gates.some((gate) => gate.needsBrowser) ? ensureChromium() : undefined;
const total = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
const failures: string[] = [];

for (const gate of gates) {
  console.log(`\n── ${gate.name} ${'─'.repeat(Math.max(2, 60 - gate.name.length))}`);
  const blocked = gate.needsBrowser && browser === undefined;
  const result = blocked ? { passed: 0, failed: 1, skipped: 0, failures: [], seconds: 0 } : runGate(gate);
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped += result.skipped;
  lines.push(
    `${result.failed === 0 ? 'ok  ' : 'FAIL'} ${gate.name.padEnd(16)} ${result.passed} passed, ${result.failed} failed, ${result.seconds.toFixed(1)} s`,
  );
  failures.push(...result.failures);
}

console.log(`\n${[...lines, ...failures.map((failure) => `FAIL ${failure}`)].join('\n')}\n`);
if (total.skipped > 0) console.log(`${total.skipped} skipped, for the reason that each test names`);
// The last line is read by machines.
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
