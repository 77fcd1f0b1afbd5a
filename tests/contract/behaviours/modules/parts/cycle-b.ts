// oxlint-disable-next-line import/no-cycle -- the cycle is the point
import * as a from './cycle-a.ts';

const early = () => {
  try {
    return a.state;
  } catch (error) {
    return (error as Error).name;
  }
};
export const fromB: string = `${early()} ${a.hoisted()}`;
export const readA = (): string => a.state;
