/**
 * Reads what vitest wrote of one gate: how many tests did what, and which ones failed with which words.
 * @module
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

type Report = z.output<typeof reportSchema>;

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** One line for each test or file that failed: its file, its name, the head of its error. */
  readonly failures: readonly string[];
}

// The first line says what differs; of a property the two after it say which seed and which values show it again.
const headOf = (text: string): string =>
  stripVTControlCharacters(text).trim().split('\n').slice(0, 3).join(' | ').slice(0, 400);

function failuresOf({ testResults }: Report): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    // A file that does not load has no tests to name.
    if (failed.length === 0) return status === 'failed' ? [`${file}: ${headOf(message ?? '')}`] : [];
    return failed.map((test) => `${file}: ${test.fullName}: ${headOf(test.failureMessages?.[0] ?? '')}`);
  });
}

/** @returns Nothing counted when there is no such file, or when it is not a report: the command ended too early. */
export function readReport(file: string): TestCounts {
  try {
    const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
      failures: failuresOf(report),
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0, failures: [] };
  }
}
