/**
 * Which member of a group reads which partition: of each topic every member gets a run of partitions, as even as possible, the
 * first ones one more ("range", Kafka's default). Pure.
 * @module
 */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/**
 * @param members In the order in which they joined, with the topics that each wants.
 * @param partitionCounts By topic; a topic that is not there has none.
 * @returns One list a member, in the same order.
 */
export function assignPartitions(
  members: readonly { readonly topics: readonly string[] }[],
  partitionCounts: ReadonlyMap<string, number>,
): readonly (readonly TopicPartition[])[] {
  const assigned = members.map((): TopicPartition[] => []);
  for (const topic of [...new Set(members.flatMap(({ topics }) => topics))].sort()) {
    const takers = assigned.filter((_, index) => members[index]?.topics.includes(topic));
    const count = partitionCounts.get(topic) ?? 0;
    for (const [index, list] of takers.entries()) {
      const from = Math.ceil((index * count) / takers.length);
      const to = Math.ceil(((index + 1) * count) / takers.length);
      for (let partition = from; partition < to; partition += 1) list.push({ topic, partition });
    }
  }
  return assigned;
}
