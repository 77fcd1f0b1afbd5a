import { expect, test } from 'vitest';
import type { TimelineMoment } from '#bench/judge/report.ts';
import { outagesOf } from '../../../../src/workbench/messages/outages.ts';

const moment = (process: string, kind: TimelineMoment['kind'], atMs: number): TimelineMoment => ({
  process,
  kind,
  atMs,
  label: '',
});

test('outagesOf() lasts from the end of a process to its next start, or to the end of the plot', () => {
  const moments = [
    moment('broker', 'started', 0),
    moment('broker', 'killed', 10),
    moment('broker', 'started', 30),
    moment('mails', 'exited', 40),
    moment('mails', 'started', 90),
  ];

  expect(outagesOf({ moments, bands: [] }, 60)).toEqual([
    { fromMs: 10, toMs: 30, label: 'broker was down' },
    { fromMs: 40, toMs: 60, label: 'mails was down' },
  ]);
});

test('outagesOf() has a fault once, on however many processes it is shown', () => {
  const band = { fromMs: 5, toMs: 70, label: 'partition' };

  expect(
    outagesOf(
      {
        moments: [],
        bands: [
          { ...band, process: 'a' },
          { ...band, process: 'b' },
        ],
      },
      60,
    ),
  ).toEqual([{ fromMs: 5, toMs: 60, label: 'partition' }]);
});
