/** structuredClone, TextDecoder, performance, Intl and Math, after Node's test/parallel/test-structuredClone-*, test-performance-*. */
import { PerformanceObserver, monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { behaviour } from '../behaviour.ts';

behaviour('structuredClone: copies what it can, circles included', (saw) => {
  const value: Record<string, unknown> = {
    date: new Date(5),
    map: new Map([[1, { a: 1 }]]),
    set: new Set(['x']),
    bytes: new Uint8Array([1]),
    error: new TypeError('t'),
    big: 1n,
    expression: /x/g,
  };
  value['self'] = value;
  const copy = structuredClone(value);
  saw([
    copy['self'] === copy,
    (copy['date'] as Date).getTime(),
    (copy['map'] as Map<number, object>).get(1),
    (copy['error'] as Error).name,
  ]);
  saw([
    copy['date'] instanceof Date,
    copy['map'] instanceof Map,
    copy['error'] instanceof TypeError,
    copy['bytes'] instanceof Uint8Array,
  ]);
  class Order {
    id = 1;
  }
  saw(structuredClone(new Order()) instanceof Order);
});

behaviour('structuredClone: refuses functions and symbols with a DataCloneError', (saw) => {
  for (const value of [() => {}, Symbol('x'), { nested: () => {} }]) {
    try {
      structuredClone(value);
    } catch (error) {
      saw([(error as Error).name, (error as { code: number }).code, error instanceof DOMException]);
    }
  }
});

behaviour('structuredClone: transfers buffers', (saw) => {
  const buffer = new ArrayBuffer(4);
  const moved = structuredClone(buffer, { transfer: [buffer] });
  saw([moved.byteLength, buffer.byteLength]);
});

behaviour('TextDecoder: streams, fatal errors, marks and other encodings', (saw) => {
  const decoder = new TextDecoder();
  saw(decoder.decode(new Uint8Array([0xe2, 0x82]), { stream: true }) + decoder.decode(new Uint8Array([0xac])));
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff]));
  } catch (error) {
    saw([(error as Error).name, (error as { code?: string }).code]);
  }
  saw([new TextDecoder('utf-16le').decode(new Uint8Array([0x61, 0])), new TextDecoder('latin1').encoding]);
  saw(new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])).length);
  try {
    new TextDecoder('klingon');
  } catch (error) {
    saw((error as Error).name);
  }
});

behaviour('TextEncoder: encodeInto tells how much it did', (saw) => {
  const { read, written } = new TextEncoder().encodeInto('a€b', new Uint8Array(4));
  saw([read, written]);
});

behaviour('performance: now() grows, marks and measures are kept', async (saw) => {
  const before = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 3));
  saw(performance.now() - before >= 2);
  performance.mark('start', { detail: { order: 1 } });
  performance.mark('end');
  const measure = performance.measure('span', 'start', 'end');
  saw([measure.name, measure.entryType, measure.duration >= 0]);
  saw(
    performance
      .getEntriesByName('start')
      .map(({ name, entryType, detail }: { name: string; entryType: string; detail?: unknown }) => ({
        name,
        entryType,
        detail,
      })),
  );
  performance.clearMarks();
  saw([performance.getEntriesByType('mark').length, performance.getEntriesByType('measure').length]);
  performance.clearMeasures();
  saw([
    typeof performance.timeOrigin,
    globalThis.performance === (performance as unknown),
    typeof performance.toJSON(),
  ]);
  try {
    performance.measure('x', 'missing');
  } catch (error) {
    saw((error as Error).name);
  }
});

behaviour('performance: eventLoopUtilization, timerify and observers', async (saw) => {
  saw(Object.keys(performance.eventLoopUtilization()).sort());
  saw(performance.timerify((value: number) => value * 2)(4));
  const seen = new Promise<string[]>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      observer.disconnect();
      resolve(list.getEntries().map(({ name }) => name));
    });
    observer.observe({ entryTypes: ['mark'] });
  });
  performance.mark('observed');
  saw(await seen);
  const histogram = monitorEventLoopDelay();
  saw([typeof histogram.enable, typeof histogram.percentile]);
});

behaviour('Date: the local zone is UTC, text is en-US', (saw) => {
  const date = new Date('2026-03-05T06:07:08.009Z');
  saw([String(date), date.toLocaleString(), date.toLocaleDateString(), date.toLocaleTimeString()]);
  saw([date.toLocaleDateString('de-DE'), date.toLocaleString('en-GB', { dateStyle: 'full', timeZone: 'Asia/Tokyo' })]);
  saw([
    date.getHours(),
    date.getTimezoneOffset(),
    new Date(2026, 0, 31, 25).toISOString(),
    new Date('2026-01-01T10:00').toISOString(),
  ]);
  saw([JSON.stringify(date), date.toUTCString(), new Date(Number.NaN).getTime()]);
});

behaviour('Intl: numbers, dates and collation as in en-US and UTC', (saw) => {
  saw([(1234567.891).toLocaleString(), (0.256).toLocaleString(undefined, { style: 'percent' }), 12n.toLocaleString()]);
  saw([
    new Intl.NumberFormat(undefined, { style: 'currency', currency: 'EUR' }).format(3.5),
    new Intl.NumberFormat('de-DE').format(1234.5),
  ]);
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  saw([locale, timeZone, new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).format(new Date(0))]);
  saw(['b', 'ä', 'a', 'Z'].sort((a, b) => a.localeCompare(b)));
  saw([
    new Intl.PluralRules().select(1),
    new Intl.ListFormat().format(['a', 'b', 'c']),
    new Intl.RelativeTimeFormat().format(-1, 'day'),
  ]);
});

behaviour('Math: transcendental functions give the same last digit everywhere', (saw) => {
  const values = [1e-9, 0.1, 0.5, 1, 1.5, 2, 3.7, 10, 123.456, 1e6, 1e15];
  for (const name of [
    'exp',
    'log',
    'log2',
    'log10',
    'log1p',
    'expm1',
    'cbrt',
    'sin',
    'cos',
    'tan',
    'atan',
    'sinh',
    'cosh',
    'tanh',
    'asinh',
  ] as const)
    saw([name, ...values.map((value) => String(Math[name](value)))]);
  for (const name of ['asin', 'acos', 'atanh'] as const)
    saw([name, ...values.slice(0, 4).map((value) => String(Math[name](value)))]);
  saw([Math.atan2(1, -2), Math.acosh(3.7), Math.hypot(3.1, 4.1), Math.pow(1.1, 10.5), Math.sqrt(2)].map(String));
});
