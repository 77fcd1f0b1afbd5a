/**
 * The topics of a log service, a folder each. Runs in the log service.
 * @module
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { LogProblem } from './log-problem.ts';
import { syncFolder } from './sync-folder.ts';
import { Topic, type TopicConfig, type TopicSettings } from './topic.ts';

const TOPIC_LIMIT = 100;
const NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/;

export class Topics {
  readonly #folder: string;
  readonly #settings: TopicSettings;
  readonly #topics: Map<string, Topic>;
  /** One at a time: two requests may ask for the same topic. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, settings: TopicSettings, topics: Map<string, Topic>) {
    this.#folder = folder;
    this.#settings = settings;
    this.#topics = topics;
  }

  static async open(folder: string, settings: TopicSettings): Promise<Topics> {
    await mkdir(folder, { recursive: true });
    const topics = new Map<string, Topic>();
    for (const name of (await readdir(folder)).sort()) {
      const topic = await Topic.open(`${folder}/${name}`, name, settings);
      if (topic) topics.set(name, topic);
      else await rm(`${folder}/${name}`, { recursive: true });
    }
    return new Topics(folder, settings, topics);
  }

  all(): readonly Topic[] {
    return [...this.#topics.values()];
  }

  /** @throws {LogProblem} 404 `unknown-topic` */
  get(name: string): Topic {
    const found = this.#topics.get(name);
    if (found) return found;
    throw new LogProblem(404, 'unknown-topic', `There is no topic "${name}"; PUT /topics/${name} makes it`, {
      topics: [...this.#topics.keys()],
    });
  }

  find(name: string): Topic | undefined {
    return this.#topics.get(name);
  }

  /** Gives the topic that is there, whatever its configuration; else makes it. */
  ensure(name: string, config: TopicConfig): Promise<{ readonly topic: Topic; readonly isNew: boolean }> {
    return this.#inTurn(async () => {
      const known = this.#topics.get(name);
      if (known) return { topic: known, isNew: false };
      if (!NAME.test(name))
        throw new LogProblem(422, 'invalid-topic', 'A topic is 1 to 100 letters, digits, dots, dashes and underscores');
      if (this.#topics.size === TOPIC_LIMIT)
        throw new LogProblem(409, 'too-many-topics', `There are ${TOPIC_LIMIT} topics; delete one`);
      const topic = await Topic.create(`${this.#folder}/${name}`, name, config, this.#settings);
      await syncFolder(this.#folder);
      this.#topics.set(name, topic);
      return { topic, isNew: true };
    });
  }

  /** @throws {LogProblem} 404 `unknown-topic` */
  delete(name: string): Promise<void> {
    return this.#inTurn(async () => {
      const topic = this.get(name);
      this.#topics.delete(name);
      await topic.close();
      await rm(`${this.#folder}/${name}`, { recursive: true });
      await syncFolder(this.#folder);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((topic) => topic.close()));
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(run);
    this.#turn = result.catch(() => {});
    return result;
  }
}
