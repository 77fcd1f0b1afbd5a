/**
 * A topic: partitions with one configuration. Runs in the log service.
 * @module
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { keyPartition } from './key-partition.ts';
import { LogProblem } from './log-problem.ts';
import type { NewRecord, Retention } from './log-record.ts';
import { Partition } from './partition.ts';
import { syncFolder } from './sync-folder.ts';

export interface TopicConfig {
  readonly partitions: number;
  readonly retention: Retention;
  readonly segmentBytes: number;
}

export interface TopicSettings {
  readonly flushMs: number;
  readonly nowMs: () => number;
}

/** Written last when a topic is made: a folder without it is none. */
const CONFIG_FILE = 'topic.json';

export class Topic {
  readonly name: string;
  readonly config: TopicConfig;
  readonly partitions: readonly Partition[];
  #keyless = 0;

  private constructor(name: string, config: TopicConfig, partitions: readonly Partition[]) {
    this.name = name;
    this.config = config;
    this.partitions = partitions;
  }

  static async create(folder: string, name: string, config: TopicConfig, settings: TopicSettings): Promise<Topic> {
    await mkdir(folder, { recursive: true });
    const topic = await openWith(folder, name, config, settings);
    const draft = await open(`${folder}/${CONFIG_FILE}.new`, 'w');
    await draft.writeFile(JSON.stringify(config));
    await draft.sync();
    await draft.close();
    await rename(`${folder}/${CONFIG_FILE}.new`, `${folder}/${CONFIG_FILE}`);
    await syncFolder(folder);
    return topic;
  }

  /** Undefined where a crash left half a topic. */
  static async open(folder: string, name: string, settings: TopicSettings): Promise<Topic | undefined> {
    const text = await readFile(`${folder}/${CONFIG_FILE}`, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    return text === undefined ? undefined : openWith(folder, name, JSON.parse(text) as TopicConfig, settings);
  }

  static of(name: string, config: TopicConfig, partitions: readonly Partition[]): Topic {
    return new Topic(name, config, partitions);
  }

  /** @throws {LogProblem} 404 `unknown-partition` */
  partition(index: number): Partition {
    const found = this.partitions[index];
    if (found) return found;
    const last = this.partitions.length - 1;
    throw new LogProblem(404, 'unknown-partition', `"${this.name}" has the partitions 0 to ${last}, and no ${index}`);
  }

  /** Of its key; records without one take turns. */
  partitionFor({ key, encoding }: NewRecord): number {
    if (key !== null) return keyPartition(Buffer.from(key, encoding ?? 'utf8'), this.partitions.length);
    this.#keyless += 1;
    return (this.#keyless - 1) % this.partitions.length;
  }

  describe(): object {
    const partitions = this.partitions.map((partition, index) => ({
      partition: index,
      startOffset: partition.startOffset,
      highWatermark: partition.highWatermark,
      nextOffset: partition.nextOffset,
      bytes: partition.sizeBytes,
    }));
    return { name: this.name, ...this.config, partitions };
  }

  async close(): Promise<void> {
    await Promise.all(this.partitions.map((partition) => partition.close()));
  }
}

async function openWith(folder: string, name: string, config: TopicConfig, settings: TopicSettings): Promise<Topic> {
  const { retention, segmentBytes } = config;
  const partitions: Partition[] = [];
  for (let index = 0; index < config.partitions; index += 1)
    partitions.push(await Partition.open({ folder: `${folder}/${index}`, retention, segmentBytes, ...settings }));
  await syncFolder(folder);
  return Topic.of(name, config, partitions);
}
