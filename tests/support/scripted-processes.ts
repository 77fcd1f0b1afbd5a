/**
 * Processes written as functions from an event to effects: the kernel's and the judge's tests need no engine of services.
 * @module
 */
import type { Delivery, ProcessTransport } from '#bench/kernel/process-transport.ts';
import type { ProcessEffect, ProcessEvent, ProcessSpec } from '#bench/kernel/protocol.ts';

export type Script = (event: ProcessEvent) => readonly ProcessEffect[];
/** Makes a process; called once for each start, so that state in its closure is the process's own. */
export type Scripts = Readonly<Record<string, (spec: ProcessSpec) => Script>>;

export class ScriptedTransport implements ProcessTransport {
  readonly #scripts: Scripts;
  readonly #running = new Map<number, Script>();
  /** Every event handed over, in order. */
  readonly delivered: { readonly pid: number; readonly event: ProcessEvent }[] = [];
  /** Every effect given back, in order. */
  readonly effects: { readonly pid: number; readonly effect: ProcessEffect }[] = [];

  constructor(scripts: Scripts) {
    this.#scripts = scripts;
  }

  create(spec: ProcessSpec): void {
    const script = this.#scripts[spec.name];
    if (!script) throw new Error(`No script for "${spec.name}"`);
    this.#running.set(spec.pid, script(spec));
  }

  async deliver(pid: number, events: readonly ProcessEvent[]): Promise<Delivery> {
    return { effects: events.map((event) => this.#react(pid, event)) };
  }

  #react(pid: number, event: ProcessEvent): readonly ProcessEffect[] {
    this.delivered.push({ pid, event });
    const effects = this.#running.get(pid)?.(event) ?? [];
    this.effects.push(...effects.map((effect) => ({ pid, effect })));
    return effects;
  }

  destroy(pid: number): void {
    this.#running.delete(pid);
  }
}

type Reactions = {
  readonly [Kind in ProcessEvent['kind']]?: (event: Extract<ProcessEvent, { kind: Kind }>) => readonly ProcessEffect[];
};

/** A process that reacts to the kinds of events in the table and ignores the rest. */
export function reacting(reactions: Reactions): Scripts[string] {
  return () => (event) => (reactions[event.kind] as Script | undefined)?.(event) ?? [];
}

/** The events of one kind, in the order in which they were handed over. */
export function deliveredOf<Kind extends ProcessEvent['kind']>(
  transport: ScriptedTransport,
  kind: Kind,
): readonly Extract<ProcessEvent, { kind: Kind }>[] {
  return transport.delivered.map(({ event }) => event).filter((event) => event.kind === kind) as never;
}

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
export const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A process that listens on its PORT and answers each piece of a request with `answer(text)`; an empty connection id means the asker's. */
export function scriptedServer(answer: (requestText: string) => readonly ProcessEffect[]): Scripts[string] {
  return (spec) => (event) => {
    if (event.kind === 'start') return [{ kind: 'listen', listenerId: 1, port: Number(spec.env['PORT'] ?? 80) }];
    if (event.kind === 'data') {
      return answer(decode(event.bytes)).map((effect) =>
        'connectionId' in effect && effect.connectionId === ''
          ? { ...effect, connectionId: event.connectionId }
          : effect,
      );
    }
    if (event.kind === 'end') return [{ kind: 'end', connectionId: event.connectionId }];
    return [];
  };
}

/** An HTTP answer, as the HTTP layer of a service would send it. */
export function httpAnswer(
  status: number,
  body: string,
  source?: { file: string; line: number },
): Extract<ProcessEffect, { kind: 'data' }> {
  return {
    kind: 'data',
    connectionId: '',
    bytes: encode(`HTTP/1.1 ${status} Text\r\nContent-Length: ${encode(body).length}\r\n\r\n${body}`),
    tag: { kind: 'response', label: String(status), preview: body },
    ...(source && { source: { ...source, column: 1 } }),
  };
}
