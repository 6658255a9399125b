import { expect, test } from 'vitest';
import type { NewItem, OutboxItem } from './item.ts';
import { type Delivered, Outbox, type OutboxStore } from './outbox.ts';

/** What is kept of it survives an Outbox, as the disk of a phone does. */
function memoryStore(): OutboxStore {
  const items = new Map<number, OutboxItem>();
  let seq = 0;
  return {
    all: async () => [...items.values()],
    async add(item) {
      seq += 1;
      const added = { ...item, seq };
      items.set(seq, added);
      return added;
    },
    async put(item) {
      items.set(item.seq, item);
    },
    async remove(one) {
      items.delete(one);
    },
  };
}

const message = (text: string): NewItem => ({
  commandId: `c-${text}`,
  unitId: 'u-001',
  madeAt: 1,
  deed: { kind: 'command', command: 'message.send', body: { unitIds: ['u-001'], text } },
  files: [],
});
const photo = (name: string): NewItem => ({ ...message(name), files: [{ hash: name, blob: new Blob([name]) }] });
const sos = (text: string): NewItem => ({ ...message(text), deed: { kind: 'sos', text, at: 1, position: null } });

interface Station {
  /** What the station has heard, in order; a command said twice stands here twice. */
  readonly heard: string[];
  answer(commandId: string): Delivered | Promise<Delivered>;
}

function phone(store: OutboxStore, station: Station, turn: Promise<void> = Promise.resolve()) {
  const timers: { run: () => void; ms: number }[] = [];
  const state = { now: 0, shown: [] as readonly OutboxItem[] };
  const outbox = new Outbox({
    store,
    async deliver({ commandId }) {
      const delivered = await station.answer(commandId);
      if (delivered.state !== 'offline') station.heard.push(commandId);
      return delivered;
    },
    clock: () => state.now,
    turn,
    onChange: (items) => {
      state.shown = items;
    },
    later: (run, ms) => timers.push({ run, ms }),
  });
  return { outbox, timers, state };
}

const stationThat = (answer: Station['answer']): Station => ({ heard: [], answer });
const taking = () => stationThat(() => ({ state: 'done' }));

test('what was done without network is delivered once and in order when it returns', async () => {
  let isOnline = false;
  const station = stationThat(() => (isOnline ? { state: 'done' } : { state: 'offline' }));
  const { outbox, state } = phone(memoryStore(), station);
  for (const text of ['1', '2', '3']) await outbox.add(message(text));
  await outbox.pump();
  expect([station.heard, state.shown.map(({ commandId }) => commandId)]).toEqual([[], ['c-1', 'c-2', 'c-3']]);
  isOnline = true;
  await Promise.all([outbox.pump(), outbox.pump(), outbox.pump()]);
  expect([station.heard, state.shown]).toEqual([['c-1', 'c-2', 'c-3'], []]);
});

test('a page that was closed with things waiting sends them when it is opened again', async () => {
  const store = memoryStore();
  const first = phone(
    store,
    stationThat(() => ({ state: 'offline' })),
  );
  await first.outbox.add(message('a'));
  await first.outbox.add(message('b'));
  const station = taking();
  const { outbox } = phone(store, station);
  await outbox.pump();
  await outbox.pump();
  expect(station.heard).toEqual(['c-a', 'c-b']);
});

test('a call for help goes before everything that waits', async () => {
  const store = memoryStore();
  const waiting = phone(
    store,
    stationThat(() => ({ state: 'offline' })),
  );
  await waiting.outbox.add(message('a'));
  await waiting.outbox.add(sos('help'));
  const station = taking();
  const { outbox } = phone(store, station);
  await outbox.pump();
  await outbox.pump();
  expect(station.heard).toEqual(['c-help', 'c-a']);
});

test('a file that does not get through lets the next pass, and is tried again later', async () => {
  let isFast = false;
  const station = stationThat((id) => (id === 'c-p' && !isFast ? { state: 'fileLater' } : { state: 'done' }));
  const { outbox, timers, state } = phone(memoryStore(), station);
  await outbox.pump();
  await outbox.add(photo('p'));
  await outbox.add(message('after'));
  await outbox.pump();
  expect([station.heard, timers.map(({ ms }) => ms)[0]]).toEqual([['c-p', 'c-after'], 5_000]);
  expect(state.shown.map(({ commandId, tries, retryAt }) => [commandId, tries, retryAt])).toEqual([['c-p', 1, 5_000]]);
  isFast = true;
  state.now = 5_000;
  timers.at(-1)!.run();
  await outbox.pump();
  expect(state.shown).toEqual([]);
});

test('what was refused stays with its words until somebody has read them, and holds up nothing', async () => {
  const station = stationThat((id) =>
    id === 'c-bad' ? { state: 'refused', code: 'taskEnded', message: '任务已结束' } : { state: 'done' },
  );
  const { outbox, state } = phone(memoryStore(), station);
  await outbox.add(message('bad'));
  await outbox.add(message('good'));
  await outbox.pump();
  await outbox.pump();
  expect(station.heard).toEqual(['c-bad', 'c-good']);
  expect(state.shown.map(({ state, refusal }) => [state, refusal])).toEqual([
    ['refused', { code: 'taskEnded', message: '任务已结束' }],
  ]);
  await outbox.dismiss(state.shown[0]!.seq);
  expect(state.shown).toEqual([]);
});

test('a tab whose turn it is not keeps what was done there and sends nothing', async () => {
  const store = memoryStore();
  const station = taking();
  const second = phone(store, station, new Promise(() => {}));
  await second.outbox.add(message('x'));
  await second.outbox.pump();
  expect([station.heard, (await store.all()).length]).toEqual([[], 1]);
  const first = phone(store, station);
  await first.outbox.pump();
  await first.outbox.pump();
  expect([station.heard, await store.all()]).toEqual([['c-x'], []]);
});

test('something done while another is on its way is not forgotten', async () => {
  let answer: (delivered: Delivered) => void = () => {};
  const station = stationThat((id) =>
    id === 'c-1' ? new Promise((resolve) => (answer = resolve)) : { state: 'done' as const },
  );
  const { outbox, state } = phone(memoryStore(), station);
  await outbox.pump();
  await outbox.add(message('1'));
  await outbox.add(message('2'));
  answer({ state: 'done' });
  while (state.shown.length > 0) await outbox.pump();
  expect(station.heard).toEqual(['c-1', 'c-2']);
});
