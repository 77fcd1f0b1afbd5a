/** Listens on PORT until SIGTERM; a request that has begun is finished. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Log } from './log.ts';
import { readNumber } from './read-number.ts';

interface Life {
  readonly standardPort: number;
  readonly onListening?: () => void;
  /** No new work from here on. */
  readonly onStopping?: () => void;
  /** After the last answer. */
  readonly onStopped?: () => void;
  readonly log: Log;
}

export function runServer(server: Server, { standardPort, onListening, onStopping, onStopped, log }: Life): void {
  const port = readNumber('PORT', standardPort);
  server.listen(port, process.env.HOST, () => {
    log.info('listening', { port });
    onListening?.();
  });

  process.once('SIGTERM', () => {
    log.info('stopping');
    onStopping?.();
    server.close();
    void once(server, 'close').then(() => {
      onStopped?.();
      log.info('stopped');
      process.exit(0);
    });
  });
}
