/**
 * What groups must not forget in a crash: how far they have read, and their generation. Runs in the log service.
 * @module
 */
import { mkdir, rename } from 'node:fs/promises';
import type { TopicPartition } from './assign-partitions.ts';
import { FrameFile } from './frame-file.ts';
import { LogProblem } from './log-problem.ts';
import { syncFolder } from './sync-folder.ts';

export interface CommittedOffset extends TopicPartition {
  /** Of the next record to read. */
  readonly offset: number;
}

type Entry =
  | { readonly group: string; readonly generation: number }
  | { readonly group: string; readonly offsets: readonly CommittedOffset[] }
  | { readonly deletedTopic: string };

interface GroupState {
  generation: number;
  /** By `topic/partition`. */
  readonly offsets: Map<string, CommittedOffset>;
}

const FILE = 'groups.log';
const keyOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;

export class GroupJournal {
  readonly #file: FrameFile;
  readonly #groups: Map<string, GroupState>;
  #waiting: { entry: Entry; resolve: () => void; reject: (error: unknown) => void }[] = [];
  #isWriting = false;

  private constructor(file: FrameFile, groups: Map<string, GroupState>) {
    this.#file = file;
    this.#groups = groups;
  }

  /** Reads the journal, and writes it anew without what later entries have replaced. */
  static async open(folder: string): Promise<GroupJournal> {
    await mkdir(folder, { recursive: true });
    const old = await FrameFile.open(folder, FILE);
    const groups = new Map<string, GroupState>();
    for (const entry of old.values as Entry[]) apply(groups, entry);
    await old.file.close();
    const draft = `${FILE}.${process.pid}.new`;
    const { file } = await FrameFile.open(folder, draft);
    const entries = [...groups].flatMap(([group, { generation, offsets }]): Entry[] => [
      { group, generation },
      { group, offsets: [...offsets.values()] },
    ]);
    if (entries.length > 0) await file.append(entries);
    await file.close();
    await rename(`${folder}/${draft}`, `${folder}/${FILE}`);
    await syncFolder(folder);
    return new GroupJournal((await FrameFile.open(folder, FILE)).file, groups);
  }

  names(): readonly string[] {
    return [...this.#groups.keys()];
  }

  generation(group: string): number {
    return this.#groups.get(group)?.generation ?? 0;
  }

  offsets(group: string): readonly CommittedOffset[] {
    return [...(this.#groups.get(group)?.offsets.values() ?? [])];
  }

  /** Resolves when it is on the disk. @throws {LogProblem} 503 `storage-failed` */
  append(entry: Entry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        await this.#file.append(group.map(({ entry }) => entry));
        for (const { entry, resolve } of group) {
          apply(this.#groups, entry);
          resolve();
        }
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        for (const { reject } of group)
          reject(new LogProblem(503, 'storage-failed', `The group's journal could not be written: ${reason}`));
      }
    }
    this.#isWriting = false;
  }
}

function apply(groups: Map<string, GroupState>, entry: Entry): void {
  if ('deletedTopic' in entry) {
    for (const { offsets } of groups.values())
      for (const [key, { topic }] of offsets) if (topic === entry.deletedTopic) offsets.delete(key);
    return;
  }
  const state = groups.get(entry.group) ?? { generation: 0, offsets: new Map<string, CommittedOffset>() };
  groups.set(entry.group, state);
  if ('generation' in entry) state.generation = entry.generation;
  else for (const committed of entry.offsets) state.offsets.set(keyOf(committed), committed);
}
