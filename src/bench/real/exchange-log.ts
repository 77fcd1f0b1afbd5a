/**
 * Requests between real processes, put together from what both ends told. Each end is read when it is read, so the pieces
 * of one exchange come in any order; what joins them is the name of the connection. Pure.
 * @module
 */
import type { TimelineMessage } from '#bench/judge/report.ts';

export interface ExchangeRequest {
  readonly from: string;
  readonly to: string;
  /** Such as "POST /api/payments". */
  readonly label: string;
  readonly atUs: number;
  readonly operation: string | undefined;
  readonly preview?: string | undefined;
}

export interface ExchangeAnswer {
  readonly label: string;
  readonly atUs: number;
  readonly preview?: string | undefined;
}

/** What is known so far. Times are microseconds of the run. */
interface Exchange {
  request?: ExchangeRequest;
  askedUs?: number;
  answer?: ExchangeAnswer;
  answerArrivedUs?: number;
}

/** As many as a simulated run keeps. */
const MESSAGE_LIMIT = 10_000;

export class ExchangeLog {
  readonly #exchanges: Exchange[] = [];
  /** Connections are kept alive and serve one request after the other. */
  readonly #connections = new Map<string, Connection>();
  /** The latest request of each connection. */
  readonly #latest = new Map<string, ExchangeRequest>();
  readonly #refused: ExchangeRequest[] = [];

  requested(connection: string, request: ExchangeRequest): void {
    this.#latest.set(connection, request);
    this.#add(connection, 'request', request);
  }

  /** The request arrived. */
  asked(connection: string, atUs: number): void {
    this.#add(connection, 'askedUs', atUs);
  }

  /** The answer was sent, as its sender told. */
  answered(connection: string, answer: ExchangeAnswer): void {
    this.#add(connection, 'answer', answer);
  }

  answerArrived(connection: string, atUs: number): void {
    this.#add(connection, 'answerArrivedUs', atUs);
  }

  /** A request for which no connection was made; its label says why. */
  refused(request: ExchangeRequest): void {
    this.#refused.push(request);
  }

  /** The operation for which the request on this connection was made. */
  operationOf(connection: string): string | undefined {
    return this.#latest.get(connection)?.operation;
  }

  /** In the order of sending. `droppedCount`: how many more there were. */
  messages(): { readonly messages: readonly TimelineMessage[]; readonly droppedCount: number } {
    const refused = this.#refused.map((request): Draft => ({ message: sentBy(request, 'refused') }));
    const drafts = [...this.#exchanges.flatMap(messagesOf), ...refused].sort(
      (left, right) => left.message.sentAtMs - right.message.sentAtMs,
    );
    const ids = new Map(drafts.map(({ message }, index) => [message, `m-${index + 1}`]));
    const idOf = (message: Message): string => ids.get(message) ?? '';
    const all = drafts.map(({ message, answers }) => ({
      id: idOf(message),
      ...message,
      ...(answers && { answers: idOf(answers) }),
    }));
    return { messages: all.slice(0, MESSAGE_LIMIT), droppedCount: Math.max(all.length - MESSAGE_LIMIT, 0) };
  }

  /**
   * Each end tells in the order of the connection, and may be read much later than the other: so the third answer belongs to the
   * third exchange, whatever is known of that so far.
   */
  #add<Piece extends keyof Exchange>(name: string, piece: Piece, value: Exchange[Piece]): void {
    const connection = this.#connections.get(name) ?? newConnection();
    this.#connections.set(name, connection);
    const { exchanges, counts } = connection;
    let exchange = exchanges[counts[piece]];
    if (!exchange) {
      exchange = {};
      exchanges.push(exchange);
      this.#exchanges.push(exchange);
    }
    exchange[piece] = value;
    counts[piece] += 1;
  }
}

/** The exchanges of a connection in order, and how many of each piece are known. */
interface Connection {
  readonly exchanges: Exchange[];
  readonly counts: Record<keyof Exchange, number>;
}

const newConnection = (): Connection => ({
  exchanges: [],
  counts: { request: 0, askedUs: 0, answer: 0, answerArrivedUs: 0 },
});

type Message = Omit<TimelineMessage, 'id' | 'answers'>;

/** A message that has no id yet, because ids follow the order of sending. */
interface Draft {
  readonly message: Message;
  readonly answers?: Message;
}

function messagesOf({ request, askedUs, answer, answerArrivedUs }: Exchange): readonly Draft[] {
  if (!request) return [];
  const sent = { ...sentBy(request, 'request'), ...(askedUs !== undefined && { receivedAtMs: askedUs / 1_000 }) };
  if (!answer) return [{ message: sent }];
  const { from, to, operation } = request;
  // The sender tells when its last byte was handed over, which may be after it was read.
  const sentUs = Math.min(answer.atUs, answerArrivedUs ?? answer.atUs);
  const reply: Message = {
    from: to,
    to: from,
    sentAtMs: sentUs / 1_000,
    ...(answerArrivedUs !== undefined && { receivedAtMs: answerArrivedUs / 1_000 }),
    kind: 'response',
    label: answer.label,
    ...(answer.preview !== undefined && { preview: answer.preview }),
    ...(operation !== undefined && { operation }),
  };
  return [{ message: sent }, { message: reply, answers: sent }];
}

function sentBy({ from, to, label, atUs, operation, preview }: ExchangeRequest, kind: 'request' | 'refused'): Message {
  return {
    from,
    to,
    sentAtMs: atUs / 1_000,
    kind,
    label,
    ...(preview !== undefined && { preview }),
    ...(operation !== undefined && { operation }),
  };
}
