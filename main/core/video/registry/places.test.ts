import { expect, test } from 'vitest';
import type { ChannelStatement } from '#shared/domain/channel.ts';
import type { ChannelCondition } from '#shared/wire/video.ts';
import { PlacesBoard } from './places.ts';
import { ChannelRegistry } from './registry.ts';

const GATE: ChannelStatement = { id: 'gate', name: '东门', lon: 117, lat: 25, heading: 90, rangeM: 80 };
const YARD: ChannelStatement = { id: 'yard', name: '内院', lon: 117.001, lat: 25, isPrivate: true };

function board() {
  const registry = new ChannelRegistry();
  registry.state({ origin: 'station', name: 'station' }, [GATE, YARD]);
  const conditions = { version: 0, found: {} as Record<string, ChannelCondition> };
  const of = ({ id }: { readonly id: string }): ChannelCondition =>
    conditions.found[id] ?? { state: 'unknown', checkedAt: null };
  const places = new PlacesBoard(
    registry,
    {
      of,
      get version() {
        return conditions.version;
      },
    },
    'a',
  );
  const probe = (id: string, condition: ChannelCondition) => {
    conditions.found[id] = condition;
    conditions.version += 1;
  };
  return { registry, places, probe };
}

test('a map gets every listed camera once, and nothing while nothing changed', () => {
  const { places } = board();
  const first = places.ask(undefined);
  expect(first).toEqual({ revision: 'a-1', places: [['gate', '东门', 117, 25, 90, null, 80, false]] });
  expect(places.ask(first.revision)).toEqual({ revision: 'a-1', places: null });
  expect(places.ask('b-1').places).toHaveLength(1);
});

test('a private camera comes with the consent of its owner and goes with it', () => {
  const { registry, places } = board();
  places.ask(undefined);
  registry.setConsent('yard', true);
  expect(places.ask('a-1').places?.map(([id]) => id)).toEqual(['gate', 'yard']);
  registry.setConsent('yard', false);
  expect(places.ask('a-2').places?.map(([id]) => id)).toEqual(['gate']);
});

test('a probe is told of when it found something else, and a camera nobody can play is not a broken one', () => {
  const { places, probe } = board();
  const { revision } = places.ask(undefined);
  probe('gate', { state: 'playable', checkedAt: 5 });
  expect(places.ask(revision)).toEqual({ revision, places: null });
  probe('gate', { state: 'failed', fault: 'noSource', checkedAt: 6 });
  expect(places.ask(revision).places).toBeNull();
  probe('gate', { state: 'failed', fault: 'unreachable', checkedAt: 7 });
  expect(places.ask(revision).places).toEqual([['gate', '东门', 117, 25, 90, null, 80, true]]);
});
