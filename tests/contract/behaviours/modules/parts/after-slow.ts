import { order } from './slow.ts';

order.push('after slow');
export { order };
