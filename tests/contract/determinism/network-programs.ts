/**
 * Programs of the determinism suite in which the network between two services is faulty for a while.
 * @module
 */
import { type DeterminismProgram, service } from './determinism-program.ts';

const EDGE = "{ from: 'shop', to: 'stock' }";

/** Asks stock, once more after a failure, while the network does this. */
const faulty = (name: string, faults: readonly string[]): DeterminismProgram => ({
  name: `network: ${name}`,
  services: {
    shop: service(`const ask = async () => {
    const answer = await fetch('http://stock' + request.url, { method: 'POST', body: 'x'.repeat(2_000), signal: AbortSignal.timeout(300) });
    return answer.json();
  };
  try { return [1, await ask()]; } catch (error) { console.log(error.cause?.code ?? error.name); return [2, await ask()]; }`),
    stock: service("kept += 1; return [kept, 'y'.repeat(3_000), Math.random()];", 'let kept = 0;'),
  },
  scenario: `const load = bench.traffic({ count: 30, perSecond: 60, request: (index) => ({ ...get(\`/\${index}\`), timeoutMs: 1_000 }) });
  await bench.sleep(100);
  const faults = [];
  ${faults.map((fault) => `faults.push(await ${fault});\n  await bench.sleep(60);`).join('\n  ')}
  // Whether each of them hits something is the seed's affair.
  for (const fault of faults) await fault.remove({ mayHaveMissed: true });
  await load;
  await bench.traffic({ count: 5, perSecond: 60, request: (index) => get(\`/after-\${index}\`) });`,
});

const toxic = (fields: string): string => `bench.toxic(${EDGE}, { ${fields} })`;

export const networkPrograms: readonly DeterminismProgram[] = [
  faulty('toxics that slow', [
    toxic("type: 'latency', attributes: { latency: 40, jitter: 30 }"),
    toxic("type: 'bandwidth', stream: 'upstream', attributes: { rate: 100 }"),
    toxic("type: 'slicer', attributes: { average_size: 300, size_variation: 150, delay: 500 }"),
  ]),
  faulty('toxics that cut', [
    toxic("type: 'limit_data', attributes: { bytes: 2_000 }"),
    toxic("type: 'reset_peer', stream: 'upstream', toxicity: 0.5, attributes: { timeout: 5 }"),
    toxic("type: 'timeout', toxicity: 0.5, attributes: { timeout: 50 }"),
  ]),
  faulty('messages lost, repeated, reordered', [
    `bench.message(${EDGE}, { drop: 0.2, duplicate: 0.4 })`,
    "bench.message({ from: 'client', to: 'shop' }, { reorder: 0.5, delay: 10 })",
  ]),
  faulty('packets lost, a partition, refusal', [
    `bench.lossy(${EDGE}, 0.3)`,
    "bench.partition([['shop'], ['stock']])",
    `bench.proxy(${EDGE}, { enabled: false })`,
  ]),
];
