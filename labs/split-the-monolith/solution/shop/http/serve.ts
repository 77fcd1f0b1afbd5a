/** Listens on PORT until SIGTERM. A request that has begun is finished; nobody is turned away in mid-payment by a deployment. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Log } from '../log.ts';

/** @param onStopping Ends what goes on besides requests; called at the SIGTERM. */
export function serve(server: Server, log: Log, onStopping: () => Promise<void> = async () => {}): void {
  const port = Number(process.env.PORT ?? '80');
  server.listen(port, process.env.HOST, () => log.info('listening', { port }));

  process.once('SIGTERM', () => {
    log.info('stopping');
    server.close();
    void Promise.all([once(server, 'close'), onStopping()]).then(() => {
      log.info('stopped');
      process.exit(0);
    });
  });
}
