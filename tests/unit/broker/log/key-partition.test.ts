import { expect, test } from 'vitest';
import { keyPartition, murmur2 } from '../../../../labs/_broker/log/key-partition.ts';

// The vectors of Kafka's own test (org.apache.kafka.common.utils.UtilsTest).
test.each([
  ['21', -973_932_308],
  ['foobar', -790_332_482],
  ['a-little-bit-long-string', -985_981_536],
  ['a-little-bit-longer-string', -1_486_304_829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58_897_971],
  ['abc', 479_470_107],
])('murmur2() of %s is what Kafka says', (text, hash) => {
  expect(murmur2(Buffer.from(text))).toBe(hash);
});

test('keyPartition() gives a partition that is there when the hash is negative', () => {
  expect(keyPartition(Buffer.from('21'), 10)).toBe((-973_932_308 & 0x7f_ff_ff_ff) % 10);
});
