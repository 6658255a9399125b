import { expect, expectTypeOf, test } from 'vitest';
import { LivePermit } from './livePermit.ts';

test('only realm live makes a permit, as a type and when it runs', () => {
  const drill: 'live' | 'drill' = 'drill';
  // @ts-expect-error a drill makes none
  expect(() => new LivePermit(drill)).toThrow('only a live station');
  expect([LivePermit.of('drill'), LivePermit.of('live')?.realm]).toEqual([null, 'live']);
});

test('nothing that only looks like a permit is one', () => {
  expectTypeOf<{ readonly realm: 'live' }>().not.toExtend<LivePermit>();
  expectTypeOf(LivePermit).constructorParameters.toEqualTypeOf<[realm: 'live']>();
  expectTypeOf(LivePermit.of).returns.toEqualTypeOf<LivePermit | null>();
});
