import { expect, test } from 'vitest';
import type { Timeline, TimelineMessage } from '#bench/judge/report.ts';
import { flightOf } from '#workbench/system/flight-of.ts';
import { type MapLabels, placeMapLabels } from '#workbench/system/map-labels.ts';
import { systemMapLayout } from '#workbench/system/system-map-layout.ts';
import { systemMapModel } from '#workbench/system/system-map-model.ts';
import { type PlacedLabel, textWidth } from '#workbench/timeline/label-room.ts';
import { busyTimeline } from '../../../support/busy-timeline.ts';
import { seedLineTimeline } from '../../../support/seed-line-report.ts';

const [first] = seedLineTimeline.messages as [TimelineMessage];

function drawn(timeline: Timeline, marked?: string) {
  const model = systemMapModel(timeline, marked);
  const stores = model.denied.map(({ from, owner }) => ({ from, to: owner, isStore: true }));
  const geometry = systemMapLayout(model.processes, [...model.edges, ...stores]);
  return { model, geometry, labels: placeMapLabels(geometry, model, marked, undefined) };
}

const textsOf = ({ edges }: MapLabels): readonly string[] => [...edges.values()].map(({ text }) => text);

const meets = (one: PlacedLabel, other: PlacedLabel): boolean =>
  Math.abs(one.x - other.x) * 2 < textWidth(one.text) + textWidth(other.text) && Math.abs(one.y - other.y) < 15;

test('placeMapLabels() writes whole words where there is room, and the marked operation beside its wires', () => {
  const { labels } = drawn(seedLineTimeline, 'r-1');

  expect(textsOf(labels)).toEqual(['1 call, p95 5.1 ms', '1 call, p95 2.7 ms', '1 call, p95 2.1 ms']);
  expect([...labels.chips.keys()]).toEqual(['client payment-service', 'payment-service bank']);
});

test('placeMapLabels() gets short in a crowd, says first what broke, and covers no other label', () => {
  const { model, labels } = drawn(busyTimeline(300), 'r-7');
  const all = [...labels.edges.values(), ...labels.chips.values()];

  expect(
    textsOf(labels)
      .slice(0, 3)
      .every((text) => text.includes('broken')),
  ).toBe(true);
  expect(labels.edges.size).toBeGreaterThanOrEqual(model.edges.length - 1);
  expect(all.filter((label, index) => all.slice(index + 1).some((other) => meets(label, other)))).toEqual([]);
});

test('flightOf() leads an answer back along the wire of its request', () => {
  const { geometry } = drawn(seedLineTimeline);
  const [asked, , answered] = seedLineTimeline.messages.map((message) => flightOf({ message }, geometry.routes));

  expect(asked).toMatchObject({ key: 'client payment-service', isBack: false, text: 'r-1 POST /api/payments' });
  expect(answered).toMatchObject({ key: 'payment-service bank', isBack: true, text: 'r-1 422' });
  expect(flightOf({ message: { ...first, to: 'nobody' } }, geometry.routes)).toBeUndefined();
});
