/**
 * The Worker of one process (strict transport): hands events to the process host and sends its effects back.
 * @module
 */
import type { ProcessHost } from '#bench/process/process-host.ts';
import type { PeerPort } from '#platform/port-peer.ts';
import { effectsForPort } from './own-bytes.ts';
import type { FromProcess, ToProcess } from './process-messages.ts';

/**
 * Serves one process over `port`.
 *
 * @example
 * serveProcess(port, createProcessHost(platform));
 */
export function serveProcess(port: PeerPort, host: ProcessHost): void {
  const post = port.postMessage.bind(port) as (message: FromProcess) => void;
  let pid: number | undefined;

  const receive = async (data: ToProcess): Promise<void> => {
    try {
      if (data.kind === 'create') {
        pid = data.spec.pid;
        host.create(data.spec, data.compiled, data.parts);
      } else if (pid !== undefined) {
        post({ kind: 'effects', effects: (await host.deliver(pid, data.events)).map(effectsForPort) });
      }
    } catch (error) {
      post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  };
  port.onmessage = ({ data }: MessageEvent<ToProcess>) => void receive(data);
  post({ kind: 'ready' });
}
