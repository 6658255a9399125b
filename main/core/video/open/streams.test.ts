import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Outages } from '#main/core/drill/outages.ts';
import type { Actor } from '#shared/domain/event.ts';
import { ok } from '#shared/kit/result.ts';
import type { MediaHost } from '../media/contract.ts';
import { ChannelConditions } from '../probe/conditions.ts';
import { ChannelRegistry } from '../registry/registry.ts';
import { Streams } from './streams.ts';

const MOST_OF_ONE = 128;
const actorOf = (id: string): Actor => ({ kind: 'operator', id, name: id, role: 'duty' });
const viewerOf = (id: string) => ({ actor: actorOf(id), host: '127.0.0.1', mayStill: () => true });
const LOOK = { grade: 'sub', reason: { kind: 'watch' } } as const;

/** A media process that plays whatever it is told to. */
function bench() {
  const time = { now: 1_000_000 };
  const clock = () => time.now;
  const told: (readonly [kind: string, by: string, untilAt: unknown])[] = [];
  const registry = new ChannelRegistry();
  const sources = [{ protocol: 'rtsp', grade: 'main', url: 'rtsp://10.0.0.1/gate' } as const];
  registry.state({ origin: 'station', name: 's' }, [{ id: 'gate', lon: 117, lat: 25, sources }]);
  const playing = new Set<string>();
  const media: MediaHost = {
    port: () => 4_701,
    admit: (ticket) => {
      playing.add(ticket);
      return ok(['whep']);
    },
    offer: async () => ok('v=0'),
    hold: () => undefined,
    end: (ticket) => void playing.delete(ticket),
    probe: async () => ok({ codec: 'H264', widthPx: null, heightPx: null, tookMs: 1 }),
    health: () => [],
    dispose: () => undefined,
  };
  const conditions = new ChannelConditions(join(mkdtempSync(join(tmpdir(), 'pingan-streams-')), 'found.json'), clock);
  const outages = new Outages();
  const parts = {
    registry,
    conditions,
    media,
    mediaHost: '127.0.0.1',
    clock,
    // In a drill.
    journalClock: () => time.now * 2,
    outages,
    keepsPast: false,
    hasIncident: () => true,
  };
  const streams = new Streams({
    ...parts,
    async record(drafts, actor) {
      for (const { kind, body } of drafts) told.push([kind, actor.id, (body as { untilAt?: number }).untilAt]);
    },
  });
  return {
    playing,
    outages,
    streams,
    time,
    told,
    async open(viewer: ReturnType<typeof viewerOf>) {
      const opened = await streams.open('gate', LOOK, viewer);
      if (!opened.ok) throw new Error(opened.failure.code);
      return opened.value.ticket;
    },
  };
}

test('pages that crashed keep nobody from looking: beyond what one holder can show, his oldest ticket ends', async () => {
  const { open, playing, streams } = bench();
  const other = await open(viewerOf('leader'));
  const held: string[] = [];
  while (held.length < MOST_OF_ONE) held.push(await open(viewerOf('officer')));
  const [first, second, ...rest] = held;
  expect(playing.size).toBe(MOST_OF_ONE + 1);
  const newest = await open(viewerOf('officer'));
  expect([...playing].toSorted()).toEqual([other, second, ...rest, newest].toSorted());
  expect([streams.end(first!, 'officer'), streams.end(second!, 'officer')]).toEqual([false, true]);
});

test('a ticket is given back by its holder alone', async () => {
  const { open, playing, streams } = bench();
  const ticket = await open(viewerOf('officer'));
  expect([streams.end(ticket, 'leader'), playing.size, streams.end(ticket, 'officer'), playing.size]).toEqual([
    false,
    1,
    true,
    0,
  ]);
});

test('a camera that a drill has taken away stops at whoever looks, is refused, and comes back', async () => {
  const { open, outages, playing, streams } = bench();
  await open(viewerOf('officer'));
  outages.setCameras(new Set(['gate']));
  const refused = await streams.open('gate', LOOK, viewerOf('officer'));
  expect([playing.size, refused]).toEqual([
    0,
    { ok: false, failure: expect.objectContaining({ code: 'unreachable' }) },
  ]);
  outages.setCameras(new Set());
  await open(viewerOf('officer'));
  expect(playing.size).toBe(1);
});

const MINUTE = 60_000;

test('the end of a look is told with its own moment, once nobody has come back to it', async () => {
  const { open, streams, time, told } = bench();
  const after = (minutes: number) => {
    time.now = 1_000_000 + minutes * MINUTE;
    streams.tick();
  };
  const first = await open(viewerOf('officer'));
  after(1);
  const second = await open(viewerOf('officer'));
  streams.end(first, 'officer');
  // One tile was closed, the other shows it still.
  after(20);
  expect(told).toEqual([['channel.watched', 'officer', undefined]]);
  streams.end(second, 'officer');
  after(24);
  expect(told).toHaveLength(1);
  after(25);
  after(26);
  expect(told.slice(1)).toEqual([['channel.left', 'officer', (1_000_000 + 20 * MINUTE) * 2]]);
});

test('a look that is told again while it goes on ends where the next begins, and that of whoever may no more where he was cut off', async () => {
  const { open, streams, time, told } = bench();
  let may = true;
  const officer = { ...viewerOf('officer'), mayStill: () => may };
  await open(officer);
  time.now += 40 * MINUTE;
  await open(officer);
  expect(told.slice(1)).toEqual([
    ['channel.left', 'officer', (1_000_000 + 40 * MINUTE) * 2],
    ['channel.watched', 'officer', undefined],
  ]);
  may = false;
  time.now += MINUTE;
  streams.tick();
  time.now += 5 * MINUTE;
  streams.tick();
  expect(told.slice(3)).toEqual([['channel.left', 'officer', (1_000_000 + 41 * MINUTE) * 2]]);
});
