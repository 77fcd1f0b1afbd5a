/**
 * The recorder: tells the stories to a shop and writes down what it answers, with placeholders for what differs from run to run.
 * It knows nothing of how the shop runs; `tests/labs/split-the-monolith/golden-requests.test.ts` hands it the monolith.
 * @module
 */
import type { HttpRequest, HttpResponse } from '../../_kit/bench.ts';
import { contentTypeOf, PROBLEM_TYPE } from '../checks/compare-answer.ts';
import type { GoldenAnswer, GoldenExchange, GoldenPhase } from '../checks/golden-exchange.ts';
import { GoldenValues } from '../checks/golden-values.ts';
import { toHttpRequest } from '../checks/to-http-request.ts';
import { PlaceholderNames } from './placeholder-names.ts';
import type { StoryPhase, StoryStep } from './story-teller.ts';

type Ask = (request: HttpRequest) => Promise<HttpResponse>;

/** Lane after lane, so that two recordings are the same. */
export async function recordGolden(plan: readonly StoryPhase[], ask: Ask): Promise<readonly GoldenPhase[]> {
  const names = new PlaceholderNames();
  const values = new GoldenValues((kind, name) => names.choose(kind, name));
  const phases: GoldenPhase[] = [];
  for (const { title, lanes } of plan) {
    const recorded: Record<string, GoldenExchange[]> = {};
    for (const [lane, steps] of Object.entries(lanes)) {
      const exchanges: GoldenExchange[] = [];
      for (const step of steps) exchanges.push(await recordStep(step, { names, values, ask }));
      recorded[lane] = exchanges;
    }
    phases.push({ title, lanes: recorded });
  }
  return phases;
}

interface Recorder {
  readonly names: PlaceholderNames;
  readonly values: GoldenValues;
  readonly ask: Ask;
}

async function recordStep({ saves, ...request }: StoryStep, { names, values, ask }: Recorder): Promise<GoldenExchange> {
  const response = await ask(toHttpRequest(request, values));
  return { ...request, answer: toGolden(response, values, (body) => names.replace(body, saves)) };
}

function toGolden(response: HttpResponse, values: GoldenValues, replace: (body: unknown) => unknown): GoldenAnswer {
  const { status, headers, body: text } = response;
  const contentType = contentTypeOf(response);
  const answer = {
    status,
    ...(headers['location'] !== undefined && { hasLocation: true }),
    ...(headers['idempotency-replayed'] === 'true' && { isReplayed: true }),
  };
  if (text === '') return answer;
  const received: unknown = JSON.parse(text);
  if (contentType === PROBLEM_TYPE) {
    const { code: problem, field } = received as { readonly code: string; readonly field?: string };
    return { ...answer, problem, ...(field !== undefined && { field }) };
  }
  const body = replace(received);
  learn(body, received, values);
  return { ...answer, body };
}

/** What placeholders stand for, so that later requests can name it. */
function learn(golden: unknown, received: unknown, values: GoldenValues): void {
  if (typeof golden === 'string') {
    const expected = values.match(golden, received);
    if (expected !== undefined) throw new Error(`${golden} is ${JSON.stringify(received)} and should be ${expected}`);
  } else if (typeof golden === 'object' && golden !== null) {
    const parts = received as Readonly<Record<string, unknown>>;
    for (const [key, part] of Object.entries(golden)) learn(part, parts[key], values);
  }
}
