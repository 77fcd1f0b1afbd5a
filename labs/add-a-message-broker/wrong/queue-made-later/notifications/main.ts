/** Notifications: writes the mail that confirms an order, for each order that it hears of once it has warmed up. */
import { setTimeout } from 'node:timers/promises';
import { createServer, respondFrom } from '../lib/create-server.ts';
import { createLog } from '../lib/log.ts';
import { runServer } from '../lib/run-server.ts';
import { ORDER_PLACED } from '../messages/connect-broker.ts';
import { subscribe } from '../messages/subscribe.ts';
import { type PlacedOrder, sendConfirmation } from './send-confirmation.ts';

const log = createLog({ service: 'notifications' });
const WARM_UP_MS = 30_000;
let subscription: { close: () => Promise<void> } | undefined;
void setTimeout(WARM_UP_MS).then(async () => {
  subscription = await subscribe({
    queue: 'notifications.order-placed',
    event: ORDER_PLACED,
    work: (order, requestId) => sendConfirmation(order as PlacedOrder, requestId),
    log,
  });
});

const respond = respondFrom({
  'GET /health': () => ({ status: 200, body: { status: 'ok', service: 'notifications' } }),
});

runServer(createServer('notifications', respond, log), {
  standardPort: 4015,
  onStopping: () => void subscription?.close(),
  log,
});
