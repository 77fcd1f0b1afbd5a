/**
 * Routes of consumer groups. Runs in the log service.
 * @module
 */
import { ConsumerGroup } from './consumer-group.ts';
import type { GroupJournal } from './group-journal.ts';
import { LogProblem } from './log-problem.ts';
import type { LogCall, LogRoutes } from './log-server.ts';
import { Fields } from './read-fields.ts';
import type { Topics } from './topics.ts';

const NAME = /^[\w.-]{1,100}$/;
const MAX = Number.MAX_SAFE_INTEGER;
const TOPIC_LIMIT = 100;
const COMMIT_LIMIT = 1000;

interface GroupRoutes {
  readonly routes: LogRoutes;
  close(): void;
}

export function createGroupRoutes(journal: GroupJournal, topics: Topics): GroupRoutes {
  const groups = new Map<string, ConsumerGroup>();
  const make = (name: string): ConsumerGroup => {
    if (!NAME.test(name))
      throw new LogProblem(422, 'invalid-group', 'A group is 1 to 100 letters, digits, dots, dashes and underscores');
    const group = new ConsumerGroup(name, journal, (topic) => topics.find(topic)?.partitions.length ?? 0);
    groups.set(name, group);
    return group;
  };
  for (const name of journal.names()) make(name);
  const groupOf = ({ params }: LogCall): ConsumerGroup => {
    const name = params['group'] ?? '';
    return groups.get(name) ?? make(name);
  };
  const member = (fields: Fields) => ({
    memberId: fields.text('memberId', { max: 100 }),
    generation: fields.whole('generation', { min: 0, max: MAX }),
  });

  const routes: LogRoutes = {
    'GET /groups': () => ({ status: 200, body: { groups: [...groups.values()].map((group) => group.describe()) } }),

    'GET /groups/:group': ({ params }) => {
      const group = groups.get(params['group'] ?? '');
      if (!group) throw new LogProblem(404, 'unknown-group', `Nobody has joined "${params['group']}" yet`);
      return { status: 200, body: group.describe() };
    },

    'POST /groups/:group/join': async (call) => {
      const fields = new Fields(call.body, ['memberId', 'topics', 'sessionTimeoutMs', 'rebalanceTimeoutMs']);
      const request = {
        memberId: fields.has('memberId') ? fields.text('memberId', { max: 100 }) : undefined,
        topics: fields.texts('topics', TOPIC_LIMIT),
        sessionTimeoutMs: fields.wholeOr('sessionTimeoutMs', { min: 100, max: 300_000 }, 10_000),
        rebalanceTimeoutMs: fields.wholeOr('rebalanceTimeoutMs', { min: 100, max: 300_000 }, 30_000),
      };
      for (const topic of request.topics) topics.get(topic);
      return { status: 200, body: await groupOf(call).join(request, call.signal) };
    },

    'POST /groups/:group/heartbeat': (call) => {
      const { memberId, generation } = member(new Fields(call.body, ['memberId', 'generation']));
      groupOf(call).heartbeat(memberId, generation);
      return { status: 200, body: { generation } };
    },

    'POST /groups/:group/leave': (call) => {
      groupOf(call).leave(new Fields(call.body, ['memberId']).text('memberId', { max: 100 }));
      return { status: 204 };
    },

    'POST /groups/:group/offsets': async (call) => {
      const fields = new Fields(call.body, ['memberId', 'generation', 'offsets']);
      const offsets = fields.objects('offsets', ['topic', 'partition', 'offset'], COMMIT_LIMIT).map((one) => {
        const topic = topics.get(one.text('topic', { max: 100 }));
        const partition = one.whole('partition', { min: 0, max: MAX });
        const nextOffset = topic.partition(partition).nextOffset;
        return { topic: topic.name, partition, offset: one.whole('offset', { min: 0, max: nextOffset }) };
      });
      await groupOf(call).commit(offsets, fields.has('memberId') ? member(fields) : undefined);
      return { status: 200, body: { offsets } };
    },
  };
  return {
    routes,
    close: () => {
      for (const group of groups.values()) group.close();
    },
  };
}
