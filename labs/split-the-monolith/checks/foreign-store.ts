/**
 * Whether a service has opened a file of another one. It was refused, and whatever went wrong afterwards comes from that.
 * @module
 */
import type { Bench, DiskAccess } from '../../_kit/bench.ts';
import type { LearnerMessage } from '../../_kit/check.ts';

/**
 * @example
 * foreignStore(bench)?.id // 'foreign-store-opened', or undefined
 */
export function foreignStore(bench: Bench): LearnerMessage | undefined {
  const denied = bench.services.flatMap((service) =>
    bench
      .disk(service)
      .accesses()
      .filter(({ mode }) => mode === 'denied'),
  );
  const first = denied.find(({ operation }) => operation?.startsWith('r-')) ?? denied[0];
  if (!first) return undefined;
  const { process, path, operation } = first;
  const alike = denied.filter((access) => access.process === process && access.path === path);
  const mark = operation?.startsWith('r-') === true ? operation : undefined;
  return {
    id: 'foreign-store-opened',
    seen: `\`${process}\` opened ${path}, a store of the program in /${path.split('/')[1] ?? ''}, ${times(alike.length)}${mark === undefined ? '' : `; [[${mark}]] was one of them`}.`,
    expected: 'every service opens its own store, and asks the others',
    received: `EACCES for \`${process}\`${placeOf(first)}`,
    why: 'Two programs over one store can be changed only together: whoever changes a table has to know everybody who reads it. On other machines the file is not there at all.',
    ...(mark !== undefined && { example: { label: mark, lookAt: { operation: mark, at: 'answer' } } }),
  };
}

const placeOf = ({ source }: DiskAccess): string => (source ? ` at ${source.file}:${source.line}` : '');
const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
