/**
 * `npm run contract`: the same programs in real Node, in the terminal's engine and in the page's, side by side.
 *
 *     npm run contract -- --engine terminal http/
 *     npm run contract -- determinism
 * @module
 */
import { parseArgs } from 'node:util';
import { printDeterminism } from './determinism/determinism.ts';
import { describeContract, summarise } from './run/describe-contract.ts';
import { runContract } from './run/run-contract.ts';

const ENGINES = ['terminal', 'page'] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    each: { type: 'boolean', default: false },
    seeds: { type: 'string' },
    engine: { type: 'string', multiple: true, default: [...ENGINES] },
  },
});
const unknown = values.engine.filter((name) => !['node', ...ENGINES].includes(name));
if (unknown.length > 0) {
  console.error(`Cannot run on ${unknown.map((name) => `"${name}"`).join(', ')}: no such engine`);
  console.error('Hint: choose from "node", "terminal", "page".');
  process.exit(2);
}
const [filter, part] = positionals;
if (filter === 'determinism') {
  const isEqual = await printDeterminism({
    engines: ENGINES.filter((name) => values.engine.includes(name)),
    seeds: values.seeds === undefined ? undefined : Number(values.seeds),
    filter: part,
    isJson: values.json,
  });
  process.exit(isEqual ? 0 : 1);
}
const report = await runContract({
  engines: ENGINES.filter((name) => values.engine.includes(name)),
  ...(filter !== undefined && { filter }),
});
const summary = summarise(report);
console.log(values.json ? JSON.stringify(summary, undefined, 2) : describeContract(report, values.each));
process.exitCode = summary.failures.length + summary.mistakes.length === 0 ? 0 : 1;
