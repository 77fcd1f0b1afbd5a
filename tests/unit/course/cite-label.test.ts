import { expect, test } from 'vitest';
import { citeLabel } from '#course/cite-label.ts';
import { sourceSchema } from '#course/source.ts';

const source = (id: string, year: number) =>
  sourceSchema.parse({ id, year, authors: 'Somebody', title: 'Something', where: 'Somewhere' });

test('citeLabel() names the author and the year when the id is both', () => {
  expect(citeLabel(source('conway-1968', 1968))).toBe('Conway 1968');
});

test('citeLabel() keeps every word before the year and drops those after it', () => {
  expect(citeLabel(source('online-boutique-2026', 2026))).toBe('Online Boutique 2026');
  expect(citeLabel(source('fowler-2015-premium', 2015))).toBe('Fowler 2015');
});

test('citeLabel() takes the name of a product that spells itself in its own way', () => {
  expect(citeLabel({ ...source('rabbitmq-2026', 2026), name: 'RabbitMQ' })).toBe('RabbitMQ 2026');
});
