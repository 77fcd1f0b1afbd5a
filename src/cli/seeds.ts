/**
 * `npm run seeds`: which of the 138 seed items are covered, by which page. `-- --json` prints `{covered, missing}` alone.
 * Exit code 1 when claims, marks and places do not fit together, 2 for a flag that does not exist.
 * @module
 */
import { parseArgs } from 'node:util';
import { CourseError } from '#course/course-error.ts';
import { describeCoverage } from './seeds/describe-coverage.ts';
import { readSeedPages } from './seeds/read-seed-pages.ts';
import { seedCoverage } from './seeds/seed-coverage.ts';

function readFlags(): { readonly json: boolean } {
  try {
    const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
    return values;
  } catch (cause) {
    throw new CourseError('SEEDS_FLAG_UNKNOWN', {
      message: `Cannot list seed items: ${JSON.stringify(process.argv.slice(2).join(' '))} is not understood, only "--json" is`,
      hint: 'Write "npm run seeds" or "npm run seeds -- --json".',
      cause,
    });
  }
}

try {
  const { json } = readFlags();
  const { items, pages, publishedModules } = await readSeedPages('.');
  const coverage = seedCoverage(items, pages, publishedModules);
  const { covered, missing, mistakes } = coverage;
  console.log(json ? JSON.stringify({ covered, missing }) : describeCoverage(items, coverage));
  for (const mistake of mistakes) console.error(`\n${mistake.format()}`);
  process.exitCode = mistakes.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof CourseError ? error.format() : error);
  process.exitCode = error instanceof CourseError && error.code === 'SEEDS_FLAG_UNKNOWN' ? 2 : 1;
}
