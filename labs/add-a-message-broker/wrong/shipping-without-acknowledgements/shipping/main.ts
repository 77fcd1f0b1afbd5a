/** Shipping: books a parcel for each order that it hears of. */
import { createServer, respondFrom } from '../lib/create-server.ts';
import { createLog } from '../lib/log.ts';
import { runServer } from '../lib/run-server.ts';
import { ORDER_PLACED } from '../messages/connect-broker.ts';
import { subscribe } from '../messages/subscribe.ts';
import { bookParcel, type ParcelOrder } from './book-parcel.ts';

const log = createLog({ service: 'shipping' });
const subscription = await subscribe({
  queue: 'shipping.order-placed',
  event: ORDER_PLACED,
  work: (order, requestId) => bookParcel(order as ParcelOrder, requestId),
  log,
  noAck: true,
});

const respond = respondFrom({
  'GET /health': () => ({ status: 200, body: { status: 'ok', service: 'shipping' } }),
});

runServer(createServer('shipping', respond, log), {
  standardPort: 4018,
  onStopping: () => void subscription.close(),
  log,
});
