// oxlint-disable-next-line import/no-cycle -- the cycle is the point
import { fromB, readA } from './cycle-b.ts';

export let state = 'a loading';
export const seenEarly: string = fromB;
export function hoisted() {
  return 'hoisted';
}
export const read = () => readA();
state = 'a ready';
