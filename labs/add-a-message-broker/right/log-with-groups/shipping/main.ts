/** Shipping: books a parcel for each order that it hears of. */
import { createServer, respondFrom } from '../lib/create-server.ts';
import { createLog } from '../lib/log.ts';
import { runServer } from '../lib/run-server.ts';
import { readOrders } from '../messages/read-orders.ts';
import { bookParcel, type ParcelOrder } from './book-parcel.ts';

const log = createLog({ service: 'shipping' });
const reading = readOrders({
  group: 'shipping',
  work: (order, requestId) => bookParcel(order as ParcelOrder, requestId),
  log,
});

const respond = respondFrom({
  'GET /health': () => ({ status: 200, body: { status: 'ok', service: 'shipping' } }),
});

runServer(createServer('shipping', respond, log), {
  standardPort: 4018,
  onStopping: () => void reading.close(),
  log,
});
