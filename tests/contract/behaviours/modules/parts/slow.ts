import { setTimeout } from 'node:timers/promises';

export const order: string[] = ['slow starts'];
await setTimeout(2);
order.push('slow ends');
