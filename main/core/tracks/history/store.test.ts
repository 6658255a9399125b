import { appendFileSync, mkdtempSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromWgs84 } from '#shared/geo/datum.ts';
import { type Appended, AT, batchOf, fixOf } from './history.fixture.ts';
import { asKept } from './rows.ts';
import { TrackStore } from './store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const EVER = { fromAt: 0, toAt: AT + 100 * DAY };

const folder = () => mkdtempSync(join(tmpdir(), 'pingan-tracks-'));
const open = (directory: string, now = AT, keepDays = 30) => new TrackStore({ directory, keepDays }, now);
const live = (unitId: string, receivedAt: number, facts = {}): Appended => ({
  fix: fixOf(unitId, receivedAt, facts),
  isLate: false,
});
const append = (store: TrackStore, appended: readonly Appended[]) => {
  const { rows, units, sources } = batchOf(appended);
  store.append({ rows, names: { units: [...units.entries()], sources: [...sources.entries()] } });
};
const kept = (appended: readonly Appended[]) => appended.map(({ fix, isLate }) => asKept(fix, isLate));
const filesIn = (directory: string, ending: string) => readdirSync(directory).filter((file) => file.endsWith(ending));

/** Two units, a fix each every five seconds. */
const walk = (fromAt: number, minutes: number): Appended[] =>
  Array.from({ length: minutes * 12 }, (_, index) => fromAt + index * 5_000).flatMap((at, index) => [
    live('u-001', at, { lon: 117.01 + index * 1e-5 }),
    live('u-002', at + 1_000, { lat: 25.07 + index * 1e-5, courseDegrees: 0, batteryPercent: null }),
  ]);

test('a track comes back as it was kept, from memory, from blocks and after a restart', async () => {
  const directory = folder();
  const store = open(directory);
  const all = walk(AT, 7);
  append(store, all);
  const mine = kept(all).filter(({ unitId }) => unitId === 'u-001');
  const answer = { fixes: mine, isReduced: false, damage: [] };
  expect(await store.track('u-001', EVER)).toEqual(answer);
  store.close();
  const again = open(directory);
  expect(await again.track('u-001', EVER)).toEqual(answer);
  again.seal();
  expect(await again.track('u-001', EVER)).toEqual(answer);
  expect(again.span()).toEqual({ fromAt: AT, toAt: AT + 7 * MINUTE - 4_000 });
  const span = { fromAt: AT + MINUTE, toAt: AT + 3 * MINUTE };
  const inSpan = mine.filter(({ fixAt }) => fixAt >= span.fromAt && fixAt <= span.toAt);
  expect((await again.track('u-001', span)).fixes).toEqual(inSpan);
  expect((await again.track('nobody', EVER)).fixes).toEqual([]);
  expect(filesIn(directory, '.trk')).toEqual(['20261121T09.trk']);
});

test('everybody at a moment, as the desk knew it: late points are in the track and were never anybody’s position', async () => {
  const store = open(folder());
  const all = walk(AT, 5);
  const late: Appended = { fix: fixOf('u-001', AT + 200_000, { fixAt: AT + 91_500, lon: 117.5 }), isLate: true };
  append(
    store,
    all.filter(({ fix }) => fix.receivedAt < AT + 200_000),
  );
  append(store, [late, ...all.filter(({ fix }) => fix.receivedAt >= AT + 200_000)]);
  store.seal();
  const lastOf = (unitId: string, t: number) =>
    kept(all).findLast((fix) => fix.unitId === unitId && fix.receivedAt <= t);
  for (const t of [AT, AT + 999, AT + 1_000, AT + 119_999, AT + 120_000, AT + 203_000, AT + DAY]) {
    const expected = [lastOf('u-001', t), lastOf('u-002', t)].filter((fix) => fix !== undefined);
    expect(store.at(t)).toEqual({ fixes: expected, isReduced: false, damage: [] });
  }
  expect(store.at(AT - 1).fixes).toEqual([]);
  const around = { fromAt: AT + 90_000, toAt: AT + 95_000 };
  expect((await store.track('u-001', around)).fixes.map(({ fixAt, isLate }) => [fixAt - AT, isLate])).toEqual([
    [90_000, false],
    [91_500, true],
    [95_000, false],
  ]);
});

test('a unit that has fallen silent is still where it was, for a day', () => {
  const store = open(folder());
  append(store, [live('u-009', AT)]);
  for (let hour = 1; hour < 28; hour++) append(store, [live('u-001', AT + hour * HOUR)]);
  const units = (t: number) => store.at(t).fixes.map(({ unitId }) => unitId);
  expect([units(AT + 23 * HOUR), units(AT + 27 * HOUR)]).toEqual([['u-001', 'u-009'], ['u-001']]);
});

test('the raw coordinate of another datum is kept and read back as WGS-84', async () => {
  const store = open(folder());
  const [lon, lat] = fromWgs84('bd09', [117.01, 25.07]);
  append(store, [live('u-001', AT, { raw: { datum: 'bd09', lon, lat }, staleAt: AT + 90_000 })]);
  store.seal();
  const [fix] = (await store.track('u-001', EVER)).fixes;
  expect(fix).toMatchObject({ raw: { datum: 'bd09' }, staleAt: AT + 90_000 });
  expect([fix!.lon, fix!.lat, fix!.raw!.lon, fix!.raw!.lat]).toEqual(
    [117.01, 25.07, lon, lat].map((value) => expect.closeTo(value, 5)),
  );
});

test('who was in a box, and no more than asked for', async () => {
  const store = open(folder());
  const all = walk(AT, 6);
  append(store, all);
  const box = { west: 117.0102, south: 25, east: 117.0104, north: 25.08 };
  const inside = kept(all).filter(({ lon }) => lon >= box.west && lon <= box.east);
  expect(await store.within(box, EVER, 1_000)).toEqual({ fixes: inside, isReduced: false, damage: [] });
  expect(await store.within(box, EVER, 5)).toEqual({ fixes: inside.slice(0, 5), isReduced: true, damage: [] });
  expect((await store.within({ ...box, west: 1, east: 2 }, EVER, 10)).fixes).toEqual([]);
});

test('a long track is simplified to the points asked for, ends included', async () => {
  const store = open(folder());
  const corner = Array.from({ length: 101 }, (_, index) =>
    live('u-001', AT + index * 1_000, {
      lon: 117 + Math.min(index, 50) * 1e-4,
      lat: 25 + Math.max(0, index - 50) * 1e-4,
    }),
  );
  append(store, corner);
  const { fixes, isReduced } = await store.track('u-001', EVER, 3);
  expect([isReduced, fixes.map(({ fixAt }) => (fixAt - AT) / 1_000)]).toEqual([true, [0, 50, 100]]);
});

test('whatever rows come, they come back', async () => {
  const small = fc.record({
    unitId: fc.constantFrom('a', 'b', '单位', 'u-001'),
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    speedMps: fc.option(fc.double({ min: 0, max: 2_000, noNaN: true })),
    courseDegrees: fc.option(fc.double({ min: 0, max: 359.99, noNaN: true })),
    accuracyM: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
    batteryPercent: fc.option(fc.integer({ min: 0, max: 100 })),
    source: fc.constantFrom('osmand', 'cot', 'jt808'),
    lateness: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.constant(30 * DAY)),
    validFor: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
    stepMs: fc.integer({ min: 0, max: 70_000 }),
    isLate: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(small, { minLength: 1, maxLength: 60 }), async (reports) => {
      const store = open(folder());
      let receivedAt = AT;
      const all = reports.map(({ lateness, validFor, stepMs, isLate, unitId, ...facts }): Appended => {
        receivedAt += stepMs;
        const fixAt = receivedAt - lateness;
        return { fix: fixOf(unitId, receivedAt, { ...facts, fixAt, staleAt: validFor && fixAt + validFor }), isLate };
      });
      append(store, all);
      store.seal();
      const expected = kept(all)
        .filter(({ unitId }) => unitId === 'a')
        .sort((one, other) => one.fixAt - other.fixAt);
      const once = expected.filter(({ fixAt }, index) => expected.findIndex((fix) => fix.fixAt === fixAt) === index);
      expect((await store.track('a', EVER)).fixes).toEqual(once);
      const last = new Map(
        kept(all)
          .filter(({ isLate }) => !isLate)
          .map((fix) => [fix.unitId, fix]),
      );
      expect(store.at(receivedAt + 1).fixes).toEqual([...last.values()].sort((a, b) => (a.unitId < b.unitId ? -1 : 1)));
    }),
    { numRuns: 60 },
  );
});

test('a record that was being written when the process ended is cut, and writing goes on after the last sound one', async () => {
  const directory = folder();
  const store = open(directory);
  append(store, [live('u-001', AT)]);
  append(store, [live('u-001', AT + 1_000)]);
  const [tail] = filesIn(directory, '.wal');
  truncateSync(join(directory, tail!), statSync(join(directory, tail!)).size - 7);
  const again = open(directory);
  append(again, [live('u-002', AT + 2_000)]);
  const third = open(directory);
  expect((await third.track('u-001', EVER)).fixes).toHaveLength(1);
  expect((await third.track('u-002', EVER)).fixes).toHaveLength(1);
});

test('a block that was being written is cut at the next start and made again from its log', async () => {
  const directory = folder();
  const store = open(directory);
  const all = walk(AT, 2);
  append(store, all);
  const [tail] = filesIn(directory, '.wal');
  const log = readFileSync(join(directory, tail!));
  store.seal();
  const file = join(directory, filesIn(directory, '.trk')[0]!);
  truncateSync(file, statSync(file).size - 100);
  writeFileSync(join(directory, tail!), log);
  const answer = await open(directory).track('u-001', EVER);
  expect(answer).toEqual({
    fixes: kept(all).filter(({ unitId }) => unitId === 'u-001'),
    isReduced: false,
    damage: [],
  });
});

test('a block whose log was not yet removed is not counted twice', async () => {
  const directory = folder();
  const store = open(directory);
  append(store, walk(AT, 2));
  const [tail] = filesIn(directory, '.wal');
  const log = readFileSync(join(directory, tail!));
  store.seal();
  store.close();
  writeFileSync(join(directory, tail!), log);
  const again = open(directory);
  expect(filesIn(directory, '.wal')).not.toContain(tail);
  expect((await again.track('u-001', EVER)).fixes).toHaveLength(24);
});

test('every flipped byte of a file is reported, and what is still answered is true', async () => {
  const directory = folder();
  const store = open(directory);
  const all = walk(AT, 4);
  append(store, all);
  store.seal();
  store.close();
  const path = join(directory, filesIn(directory, '.trk')[0]!);
  const sound = readFileSync(path);
  const truth = new Set(kept(all).map((fix) => JSON.stringify(fix)));
  for (let at = 0; at < sound.length; at += 11) {
    const bytes = Buffer.from(sound);
    bytes[at] = bytes[at]! ^ 0x10;
    writeFileSync(path, bytes);
    const damaged = open(directory);
    const answers = [await damaged.track('u-001', EVER), await damaged.track('u-002', EVER)];
    expect(
      answers.flatMap(({ damage }) => damage),
      `byte ${at}`,
    ).not.toEqual([]);
    const fixes = answers.flatMap((answer) => answer.fixes);
    expect(fixes.filter((fix) => !truth.has(JSON.stringify(fix)))).toEqual([]);
    damaged.close();
  }
  writeFileSync(path, sound);
  const whole = open(directory);
  expect((await whole.track('u-001', EVER)).damage).toEqual([]);
});

test('bytes of another thing in the middle of a file cost only themselves', async () => {
  const directory = folder();
  const store = open(directory);
  append(store, walk(AT, 2));
  store.seal();
  appendFileSync(join(directory, filesIn(directory, '.trk')[0]!), Buffer.alloc(5_000, 'PTB1'));
  append(store, walk(AT + 2 * MINUTE, 2));
  store.seal();
  const { fixes, damage } = await open(directory).track('u-001', EVER);
  expect([fixes.length, damage.length]).toEqual([48, 1]);
});

test('a block is closed when it is large, and a moment in any of them is found', async () => {
  const directory = folder();
  const store = open(directory);
  const many = Array.from({ length: 110_000 }, (_, index) =>
    live('u-001', AT + index * 20, { lon: 117 + index * 1e-6 }),
  );
  append(store, many);
  expect(filesIn(directory, '.trk')).toHaveLength(1);
  for (const index of [0, 49_999, 50_000, 60_000, 99_999, 100_000, 109_999]) {
    expect(store.at(AT + index * 20 + 19).fixes.map(({ lon }) => Math.round((lon - 117) * 1e6))).toEqual([index]);
  }
  expect((await store.track('u-001', EVER)).fixes).toHaveLength(110_000);
});

test('files older than the days kept are removed whole', async () => {
  const directory = folder();
  const store = open(directory, AT, 2);
  append(store, [live('u-001', AT)]);
  append(store, [live('u-001', AT + DAY)]);
  append(store, [live('u-001', AT + 3 * DAY)]);
  store.seal();
  expect(filesIn(directory, '.trk')).toEqual(['20261122T09.trk', '20261124T09.trk']);
  store.close();
  open(directory, AT + 5 * DAY, 2);
  expect(filesIn(directory, '.trk')).toEqual(['20261124T09.trk']);
});

test('a clock set back an hour loses nothing and mixes nothing up', async () => {
  const store = open(folder());
  append(store, [...walk(AT, 3), ...walk(AT - HOUR, 3)]);
  store.seal();
  expect((await store.track('u-001', EVER)).fixes).toHaveLength(72);
  expect(store.at(AT - HOUR + MINUTE).fixes.map(({ receivedAt }) => receivedAt - AT + HOUR)).toEqual([60_000, 56_000]);
});
