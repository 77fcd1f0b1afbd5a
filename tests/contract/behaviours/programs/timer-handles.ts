import { setTimeout as sleep } from 'node:timers/promises';
let ticks = 0;
const kept = setInterval(() => {
  ticks += 1;
  console.log('interval', ticks);
  if (ticks === 3) clearInterval(kept);
}, 2);
const cancelled = setTimeout(() => console.log('never'), 10);
clearTimeout(cancelled);
const byNumber = Number(setTimeout(() => console.log('never'), 10));
clearTimeout(byNumber);
const unrefed = setTimeout(() => console.log('not waited for'), 100_000).unref();
console.log(unrefed.hasRef(), typeof byNumber, kept === kept.refresh());
console.log(await sleep(100, 'slept'));
const controller = new AbortController();
const waiting = sleep(1000, undefined, { signal: controller.signal });
controller.abort();
await waiting.catch((error: NodeJS.ErrnoException) => console.log(error.name, error.code));
