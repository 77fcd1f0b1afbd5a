/**
 * How far the groups of the log have come, as the log service tells it. What a group has not committed is for it what waits in a queue.
 * @module
 */
import type { Bench } from '../../_kit/bench.ts';

export interface GroupState {
  readonly name: string;
  /** Records that are there and not committed. Of a topic of which nothing was committed: all of it. */
  readonly lag: number;
  readonly memberCount: number;
}

interface Topic {
  readonly name: string;
  readonly partitions: readonly { readonly partition: number; readonly highWatermark: number }[];
}

interface Group {
  readonly group: string;
  readonly members: readonly { readonly topics: readonly string[] }[];
  readonly offsets: readonly { readonly topic: string; readonly partition: number; readonly offset: number }[];
}

/** Empty while the log does not answer, and where nobody has joined a group. */
export async function readGroups(bench: Bench): Promise<readonly GroupState[]> {
  const { topics = [] } = await read<{ topics?: readonly Topic[] }>(bench, 'topics');
  const { groups = [] } = await read<{ groups?: readonly Group[] }>(bench, 'groups');
  return groups.map(({ group, members, offsets }) => {
    const isRead = new Set([...members.flatMap((member) => member.topics), ...offsets.map(({ topic }) => topic)]);
    const lags = topics
      .filter(({ name }) => isRead.has(name))
      .flatMap(({ name, partitions }) =>
        partitions.map(({ partition, highWatermark }) => {
          const committed = offsets.find((own) => own.topic === name && own.partition === partition);
          return highWatermark - (committed?.offset ?? 0);
        }),
      );
    return { name: group, lag: lags.reduce((sum, lag) => sum + lag, 0), memberCount: members.length };
  });
}

async function read<Body extends object>(bench: Bench, what: string): Promise<Body | Record<string, never>> {
  const { response } = await bench.request({ method: 'GET', url: `http://log:9092/${what}` });
  return response?.status === 200 ? (JSON.parse(response.body) as Body) : {};
}
