import { expect, test } from 'vitest';
import { ChannelRegistry } from '../registry/registry.ts';
import { SightDesk } from '../sight/sightDesk.ts';
import { PoleWatch } from './poleWatch.ts';

const ORIGIN = [117.01, 25.07] as const;
/** About eleven metres. */
const STEP = 0.0001;

function open(camerasPerPole: number) {
  const registry = new ChannelRegistry();
  const said: string[][] = [];
  let now = 0;
  const statement = (id: string, steps: number, more: object = {}) => ({
    ...{ id, name: id, lon: ORIGIN[0] + steps * STEP, lat: ORIGIN[1] },
    sources: [{ protocol: 'rtsp' as const, grade: 'main' as const, url: `rtsp://10.0.0.1/${id}` }],
    ...more,
  });
  registry.state({ origin: 'station', name: 'test' }, [
    statement('near', 1),
    statement('nearer-but-private', 0.5, { isPrivate: true }),
    statement('next', 3),
    statement('by-the-other', 101),
    statement('far-away', 60),
    statement('only-pictures', 2, { sources: [{ protocol: 'mjpeg', grade: 'main', url: 'http://10.0.0.1/p' }] }),
  ]);
  const sight = new SightDesk({
    ...{ registry, origin: ORIGIN, handicap: () => 1 },
    loadBuildings: async () => [],
    loadHeights: async () => null,
  });
  const watch = new PoleWatch({
    ...{ registry, sight, camerasPerPole, clock: () => now },
    media: { hold: (orders) => void said.push(orders.map(({ streamId }) => streamId)) },
    poles: () => [0, 100].map((steps) => ({ lon: ORIGIN[0] + steps * STEP, lat: ORIGIN[1] })),
  });
  const pass = (ms: number) => {
    now += ms;
    return watch.tick();
  };
  return { registry, said, pass };
}

test('the best cameras of each pole are pulled, told once, and nothing when nobody asked for it', async () => {
  const one = open(2);
  await one.pass(0);
  await one.pass(1_000);
  await one.pass(120_000);
  expect(one.said).toEqual([['near/main', 'by-the-other/main']]);
  const none = open(0);
  await none.pass(0);
  expect(none.said).toEqual([]);
});

test('a private camera is pulled with consent alone, and let go with the next tick after it is withdrawn', async () => {
  const { registry, said, pass } = open(1);
  await pass(0);
  registry.setConsent('nearer-but-private', true);
  await pass(1_000);
  registry.setConsent('nearer-but-private', false);
  await pass(1_000);
  expect(said.map(([first]) => first)).toEqual(['near/main', 'nearer-but-private/main', 'near/main']);
});
