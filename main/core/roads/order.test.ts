import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderOf } from './order.ts';

test('the order is the one a comparing sort gives, the unreached left out', () => {
  const ticks = fc.oneof(fc.nat(30), fc.nat(50_000_000), fc.nat(4_000_000_000), fc.constant(Number.POSITIVE_INFINITY));
  fc.assert(
    fc.property(fc.array(ticks, { maxLength: 200 }), (list) => {
      const seconds = Float64Array.from(list, (count) => count / 1e4);
      const expected = [...seconds.keys()].filter((index) => seconds[index]! < Number.POSITIVE_INFINITY);
      expected.sort((left, right) => seconds[left]! - seconds[right]! || left - right);
      expect([...orderOf(seconds)]).toEqual(expected);
    }),
    { seed: 20_261_121 },
  );
});
