/** Notifications: writes the mail that confirms an order, and hands it to the mailbox, which may be slow or away. */
import { createServer, respondFrom } from '../lib/create-server.ts';
import { createLog } from '../lib/log.ts';
import { runServer } from '../lib/run-server.ts';
import { type PlacedOrder, sendConfirmation } from './send-confirmation.ts';

const log = createLog({ service: 'notifications' });

const respond = respondFrom({
  'POST /internal/orders': async ({ body, requestId }) => {
    await sendConfirmation(body as unknown as PlacedOrder, requestId);
    return { status: 200, body: {} };
  },
  'GET /health': () => ({ status: 200, body: { status: 'ok', service: 'notifications' } }),
});

runServer(createServer('notifications', respond, log), { standardPort: 4015, log });
