/**
 * `npm run shop -- monolith|services`: the shop as real Node processes on this machine, with a storefront to click through.
 * Ends with Ctrl+C. Exit code 1 when it could not start or a program was lost, 2 when the command could not be understood.
 * @module
 */
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CourseError } from '#course/course-error.ts';
import { describeLine } from './shop/describe-line.ts';
import { keepStaffPassword } from './shop/keep-staff-password.ts';
import { serveStorefront } from './shop/serve-storefront.ts';
import { parseShopArguments, SHOP_USAGE, type ShopCommand } from './shop/shop-arguments.ts';
import { SHOP_TOPOLOGIES } from './shop/shop-topology.ts';
import { type RunningShop, startShop } from './shop/start-shop.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

async function runShop({ kind, port, dataFolder }: ShopCommand): Promise<number> {
  const { programs } = SHOP_TOPOLOGIES[kind];
  const width = Math.max(...programs.map(({ name }) => name.length));
  const folder = resolve(dataFolder ?? join(ROOT, 'node_modules/.cache/ensemble', `shop-${kind}`));
  const ended = new AbortController();
  const lost = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ended.abort());

  // Before anything is started: a taken port should be known at once.
  let shop: RunningShop | undefined;
  const storefront = await serveStorefront({
    folder: join(ROOT, 'labs/_shop/storefront'),
    port,
    shopUrl: () => shop?.url,
  });
  try {
    const staffPassword = keepStaffPassword(folder);
    console.log(`Starting ${programs.map(({ name }) => name).join(', ')} …`);
    shop = await startShop({
      kind,
      root: ROOT,
      dataFolder: folder,
      env: { STAFF_PASSWORD: staffPassword },
      onLine: (program, line) => {
        const described = describeLine(program, width, line);
        if (described !== undefined) console.log(described);
      },
      onLost: (program, ending) => {
        console.error(describeLine(program, width, `${ending}; nothing starts it again`));
        lost.abort();
      },
    });
    for (const { name } of shop.programs)
      console.log(`${name.padEnd(width)} │ ${shop.process(name).url}, process ${shop.process(name).pid}`);
    console.log(`The shop (${kind}) is at ${storefront.url} (Ctrl+C ends it). Nothing leaves this machine.`);
    console.log(`Databases: ${folder}. Staff: staff@shop.example, password ${staffPassword}`);
    if (!ended.signal.aborted) await once(ended.signal, 'abort');
    console.log('Stopping …');
    return lost.signal.aborted ? 1 : 0;
  } finally {
    await storefront.close();
    await shop?.stop();
  }
}

try {
  const command = parseShopArguments(process.argv.slice(2));
  if (command === 'help') console.log(SHOP_USAGE);
  else process.exitCode = await runShop(command);
} catch (error) {
  const isCourseError = error instanceof CourseError;
  console.error(isCourseError ? error.format() : error);
  process.exitCode = isCourseError && error.code === 'SHOP_USAGE' ? 2 : 1;
}
