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
  const clock = () => 1_000_000;
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
    outages,
    keepsPast: false,
    hasIncident: () => true,
  };
  const streams = new Streams({ ...parts, record: async () => undefined });
  return {
    playing,
    outages,
    streams,
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
