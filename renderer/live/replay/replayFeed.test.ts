import { expect, test } from 'vitest';
import { emptyWorld, evolveWorld, packWorld } from '#shared/domain/world.ts';
import type { PositionTuple } from '#shared/wire/seat.ts';
import { FIXTURE_START, incidentJournal } from '#tests/fixtures/storedEvents.ts';
import type { ReplayApi } from './replayApi.ts';
import { ReplayFeed } from './replayFeed.ts';
import { ReplaySource } from './replaySource.ts';

const [FROM, TO] = [FIXTURE_START, FIXTURE_START + 600_000];
const TICK_MS = 700;

/** Ten minutes: an incident with a note every nine seconds, and a unit that reports every five. */
function tenMinutes() {
  const journal = incidentJournal();
  journal.open(10_000);
  for (let afterMs = 19_000; afterMs < 590_000; afterMs += 9_000) journal.apply({ kind: 'note', text: '记' }, afterMs);
  const moves = Array.from({ length: 119 }, (_, index): PositionTuple => {
    const at = FROM + 5_000 * (index + 1);
    return ['u-1', 117 + index / 1e4, 25, null, 1, 5, at - 200, at, null, null];
  });
  return { events: journal.events, moves };
}

/** A core that holds them, in small pages. */
function pastOf({ events, moves }: ReturnType<typeof tenMinutes>) {
  const asked: { fromAt: number; every: number }[] = [];
  const worldAfter = (seq: number) => {
    const world = emptyWorld();
    for (const event of events) if (event.seq <= seq) evolveWorld(world, event);
    return packWorld(world);
  };
  const api: Pick<ReplayApi, 'world' | 'events' | 'positions'> = {
    async world(moment) {
      const seq = 'seq' in moment ? moment.seq : (events.findLast(({ at }) => at <= moment.at)?.seq ?? 0);
      return { ok: true, value: { at: 0, seq, hash: `hash-${seq}`, world: worldAfter(seq) } };
    },
    async events(after, until) {
      const wanted = events.filter(({ seq, at }) => seq > after && at <= until);
      return { ok: true, value: { events: wanted.slice(0, 3), isWhole: wanted.length <= 3 } };
    },
    async positions({ fromAt, toAt }, every) {
      asked.push({ fromAt, every });
      const state = moves.findLast((move) => move[7] <= fromAt);
      const within = moves.filter((move) => move[7] > fromAt && move[7] <= toAt);
      const nothing = { isReduced: false, damageCount: 0 };
      return { ok: true, value: { fromAt, toAt, state: state ? [state] : [], moves: within, ...nothing } };
    },
  };
  return { api, asked, worldAfter };
}

test.each([1, 64] as const)(
  'played to its end at %i times, every event is folded and every move made once, in order',
  async (speed) => {
    const past = tenMinutes();
    const { api, worldAfter } = pastOf(past);
    const feed = new ReplayFeed(api);
    let at = FROM;
    const source = new ReplaySource(
      () => at,
      () => 0,
    );
    const begun = await feed.begin({ at }, at, TO, speed);
    if (!begun?.ok) throw new Error('it did not begin');
    source.put(null, begun.value.world, begun.value.positions);
    const made: PositionTuple[] = [];
    for (let tick = 0; at < TO && tick < 2_000; tick++) {
      at = Math.min(TO, feed.coveredUntil, at + TICK_MS * speed);
      const { events, moves } = feed.take(at);
      made.push(...moves);
      expect(source.go(events, moves)).toBe(true);
      expect(source.live.positions.get('u-1')?.receivedAt).toBe(past.moves.findLast((move) => move[7] <= at)?.[7]);
      expect(await feed.fill(at, TO, speed)).toBe(null);
    }
    expect(at).toBe(TO);
    expect(made).toEqual(past.moves);
    expect(packWorld(source.live.world)).toEqual(worldAfter(past.events.length));
  },
);

test('a beginning that is overtaken brings nothing, and fast replays ask for fewer fixes', async () => {
  const { api, asked } = pastOf(tenMinutes());
  const feed = new ReplayFeed(api);
  const first = feed.begin({ at: FROM }, FROM, TO, 1);
  const second = feed.begin({ at: FROM + 60_000 }, FROM + 60_000, TO, 64);
  expect(await first).toBe(null);
  expect(await second).toMatchObject({ ok: true, value: { at: FROM + 60_000 } });
  expect(asked).toEqual([
    { fromAt: FROM, every: 0 },
    { fromAt: FROM + 60_000, every: 9_600 },
  ]);
});

test('events of one millisecond are taken one by one when a step asks for it', async () => {
  const journal = incidentJournal();
  journal.open(1_000);
  journal.apply({ kind: 'note', text: '一' }, 1_000);
  journal.apply({ kind: 'note', text: '二' }, 1_000);
  const feed = new ReplayFeed(pastOf({ events: journal.events, moves: [] }).api);
  await feed.begin({ at: FROM }, FROM, TO, 1);
  const last = journal.events.length;
  const taken = [last - 1, last].map((seq) => feed.take(FROM + 1_000, seq).events.map((event) => event.seq));
  expect(taken.flat()).toEqual(journal.events.map(({ seq }) => seq));
  expect(taken[1]).toEqual([last]);
});

test('nothing can be ordered in the past', async () => {
  const source = new ReplaySource(
    () => FROM,
    () => 0,
  );
  expect(await source.send()).toMatchObject({ state: 'refused', code: 'inReplay' });
  expect([source.live.seat, source.door, await source.recommend(), await source.ask()]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
