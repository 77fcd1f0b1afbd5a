/** Shipping: books a parcel for each order. */
import { createServer, respondFrom } from '../lib/create-server.ts';
import { createLog } from '../lib/log.ts';
import { runServer } from '../lib/run-server.ts';
import { bookParcel, type ParcelOrder } from './book-parcel.ts';

const log = createLog({ service: 'shipping' });

const respond = respondFrom({
  'POST /internal/orders': async ({ body, requestId }) => {
    await bookParcel(body as unknown as ParcelOrder, requestId);
    return { status: 200, body: {} };
  },
  'GET /health': () => ({ status: 200, body: { status: 'ok', service: 'shipping' } }),
});

runServer(createServer('shipping', respond, log), { standardPort: 4018, log });
