/** prom-client, yaml and zod. */
import client from 'prom-client';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { z } from 'zod';
import { behaviour } from '../behaviour.ts';

behaviour('prom-client: counters, gauges, histograms and summaries print as Prometheus reads them', async (saw) => {
  const register = new client.Registry();
  const orders = new client.Counter({
    name: 'orders_total',
    help: 'Orders',
    labelNames: ['status'],
    registers: [register],
  });
  orders.inc({ status: 'paid' });
  orders.inc({ status: 'refused "late"' }, 2);
  new client.Gauge({ name: 'queue_depth', help: 'Depth', registers: [register] }).set(3.5);
  const seconds = new client.Histogram({
    name: 'checkout_seconds',
    help: 'Time',
    buckets: [0.1, 1],
    registers: [register],
  });
  for (const value of [0.05, 0.5, 5]) seconds.observe(value);
  const size = new client.Summary({ name: 'size_bytes', help: 'Size', percentiles: [0.5], registers: [register] });
  for (const value of [1, 2, 3]) size.observe(value);
  saw(await register.metrics(), register.contentType);
});

behaviour('prom-client: the default metrics have the names that dashboards ask for', async (saw) => {
  const register = new client.Registry();
  client.collectDefaultMetrics({ register });
  const text = await register.metrics();
  for (const name of [
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_seconds',
    'nodejs_version_info',
  ])
    saw(name, text.includes(`# TYPE ${name} `));
});

behaviour('prom-client: a wrong label or a negative step is refused', (saw) => {
  const counter = new client.Counter({ name: 'c', help: 'c', labelNames: ['a'], registers: [new client.Registry()] });
  for (const wrong of [() => counter.inc({ b: 1 } as never), () => counter.inc(-1)]) {
    try {
      wrong();
    } catch (error) {
      saw((error as Error).message);
    }
  }
});

behaviour('yaml: a Deployment is read, changed and written', (saw) => {
  const manifest = 'kind: Deployment\nspec:\n  replicas: 3 # three\n  template: &t {app: orders}\n  copy: *t\n';
  const read = parse(manifest) as { spec: { replicas: number } };
  saw(read, stringify({ ...read, spec: { replicas: 1 } }));
  saw(parseAllDocuments('a: 1\n---\na: 2\n').length);
});

behaviour('yaml: broken text is refused with its line', (saw) => {
  try {
    parse('a: [1, 2\nb: 3');
  } catch (error) {
    saw(error);
  }
});

behaviour('zod: a schema parses, coerces, refines, and says what is wrong where', (saw) => {
  const payment = z.strictObject({
    orderId: z.string().min(1),
    amount: z.coerce.number().positive(),
    lines: z.array(z.object({ sku: z.string(), quantity: z.int() })).default([]),
  });
  saw(payment.parse({ orderId: '1', amount: '7' }));
  const result = payment.safeParse({ orderId: '', amount: -1, lines: [{ sku: 1, quantity: 1.5 }], more: true });
  saw(result.success, result.error?.issues);
});
