import { expect, test } from 'vitest';
import {
  BACK_OFF_LIMIT_MS,
  HIDE_LIMIT_MS,
  LATE_AFTER_MS,
  PAUSED_TILE,
  PROMOTE_AFTER_MS,
  REFUSED_AGAIN_MS,
  STALL_LIMIT_MS,
  START_LIMIT_MS,
  statusOf,
  stepTile,
  type TileEffect,
  type TileEvent,
  type TileState,
} from './tileMachine.ts';

/** A tile, its time, and what it wanted done. */
class Tile {
  state: TileState = PAUSED_TILE;
  now = 1_000_000;
  readonly effects: TileEffect[] = [];

  tell(event: TileEvent): this {
    const { state, effect } = stepTile(this.state, event, this.now, 0.5);
    this.state = state;
    if (effect) this.effects.push(effect);
    return this;
  }

  pass(ms: number): this {
    this.now += ms;
    return this.tell({ kind: 'ticked' });
  }

  frame(): this {
    return this.tell({ kind: 'counted', frames: this.state.frames + 1 });
  }

  /** Seen, allowed, playing its first way. */
  static playing(): Tile {
    return new Tile()
      .tell({ kind: 'shown' })
      .tell({ kind: 'opened', ways: ['whep', 'wsFlv'] })
      .frame();
  }

  get status() {
    return statusOf(this.state, this.now);
  }
}

test('it is live with its first picture, before frames are counted, and that is counted once', () => {
  const tile = new Tile().tell({ kind: 'shown' }).tell({ kind: 'opened', ways: ['whep'] });
  expect(tile.tell({ kind: 'pictured' }).status).toBe('live');
  expect(tile.pass(LATE_AFTER_MS).tell({ kind: 'pictured' }).tell({ kind: 'counted', frames: 1 }).status).toBe(
    'stalled',
  );
  expect(tile.tell({ kind: 'counted', frames: 2 }).status).toBe('live');
});

test('nothing is asked for until somebody sees it, and it is live only with the first frame', () => {
  const tile = new Tile();
  expect(tile.pass(60_000).effects).toEqual([]);
  tile.tell({ kind: 'shown' });
  expect([tile.status, ...tile.effects]).toEqual(['connecting', 'open']);
  tile.tell({ kind: 'opened', ways: ['whep', 'wsFlv'] });
  expect([tile.status, ...tile.effects]).toEqual(['connecting', 'open', 'play']);
  expect(tile.frame().status).toBe('live');
});

test('a picture that stands still is stalled, never live, until a new frame comes', () => {
  const tile = Tile.playing();
  const shownAt = tile.now;
  expect(tile.pass(LATE_AFTER_MS - 1).status).toBe('live');
  expect([tile.pass(1).status, tile.state.phase]).toEqual(['stalled', 'playing']);
  expect(tile.pass(STALL_LIMIT_MS - LATE_AFTER_MS - 1).effects).not.toContain('close');
  expect([tile.pass(1).status, tile.state.phase]).toEqual(['stalled', 'opening']);
  expect(tile.state.lastFrameAt).toBe(shownAt);
  expect(tile.tell({ kind: 'opened', ways: ['whep', 'wsFlv'] }).status).toBe('stalled');
  expect(tile.frame().status).toBe('live');
});

test('a picture that was only late goes on as the same stream', () => {
  const tile = Tile.playing().pass(STALL_LIMIT_MS - 1);
  expect([tile.frame().status, tile.effects]).toEqual(['live', ['open', 'play']]);
});

test('the same count of frames again is no sign of life', () => {
  const tile = Tile.playing();
  for (let second = 0; second < 4; second++) tile.tell({ kind: 'counted', frames: 1 }).pass(1_000);
  expect(tile.status).toBe('stalled');
});

test('a way that played is tried once more, then the next, and after the last one it waits, longer each time', () => {
  const tile = Tile.playing();
  const ways = ['whep', 'wsFlv'] as const;
  tile.pass(STALL_LIMIT_MS).tell({ kind: 'opened', ways });
  expect(tile.state).toMatchObject({ rung: 0, phase: 'starting' });
  tile.pass(START_LIMIT_MS).tell({ kind: 'opened', ways });
  expect(tile.state).toMatchObject({ rung: 1, phase: 'starting' });
  tile.pass(START_LIMIT_MS);
  expect(tile.state).toMatchObject({ phase: 'waiting', dueAt: tile.now + 1_000 });
  const waits: number[] = [];
  for (let round = 0; round < 7; round++) {
    tile.pass((tile.state.dueAt ?? 0) - tile.now).tell({ kind: 'opened', ways: ['whep'] });
    tile.tell({ kind: 'failed' });
    waits.push((tile.state.dueAt ?? 0) - tile.now);
  }
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  expect(Math.max(...waits)).toBe(BACK_OFF_LIMIT_MS);
});

test('after a minute on a lesser way the best one is tried again, later and later while it fails', () => {
  const tile = new Tile().tell({ kind: 'shown' }).tell({ kind: 'opened', ways: ['whep', 'wsFlv'] });
  const fallBack = () =>
    tile
      .tell({ kind: 'failed' })
      .tell({ kind: 'opened', ways: ['whep', 'wsFlv'] })
      .frame();
  fallBack();
  expect(tile.state).toMatchObject({ rung: 1, phase: 'playing' });
  const playFor = (ms: number) => {
    for (let left = ms; left > 0; left -= 1_000) tile.frame().pass(Math.min(1_000, left));
  };
  playFor(PROMOTE_AFTER_MS);
  expect(tile.state).toMatchObject({ rung: 0, phase: 'opening' });
  tile.tell({ kind: 'opened', ways: ['whep', 'wsFlv'] });
  fallBack();
  playFor(PROMOTE_AFTER_MS);
  expect(tile.state).toMatchObject({ rung: 1, phase: 'playing' });
  playFor(PROMOTE_AFTER_MS);
  expect(tile.state).toMatchObject({ rung: 0, phase: 'opening' });
});

test('what is out of sight is closed after a while and opened when it is seen again', () => {
  const tile = Tile.playing().tell({ kind: 'hidden' });
  tile.now += 2_000;
  tile.frame().tell({ kind: 'ticked' });
  expect(tile.status).toBe('live');
  tile.tell({ kind: 'shown' }).tell({ kind: 'hidden' });
  tile.frame().pass(HIDE_LIMIT_MS);
  expect([tile.status, tile.effects.at(-1)]).toEqual(['paused', 'close']);
  expect([tile.tell({ kind: 'shown' }).status, tile.effects.at(-1)]).toEqual(['stalled', 'open']);
});

test('a refusal says so and is asked again later; a server that is down is asked again soon', () => {
  const tile = new Tile().tell({ kind: 'shown' }).tell({ kind: 'refused', fault: 'consentWithdrawn' });
  expect([tile.status, tile.effects.at(-1)]).toEqual(['unauthorised', 'close']);
  expect(tile.pass(REFUSED_AGAIN_MS - 1).state.phase).toBe('refused');
  expect(tile.pass(1).effects.at(-1)).toBe('open');
  expect(tile.tell({ kind: 'refused', fault: 'notFound' }).status).toBe('gone');
  expect(tile.pass(REFUSED_AGAIN_MS).tell({ kind: 'refused', fault: 'serverDown' }).state).toMatchObject({
    phase: 'waiting',
    dueAt: tile.now + 1_000,
  });
});

test('answers that come too late change nothing', () => {
  const tile = Tile.playing();
  const before = tile.state;
  tile.tell({ kind: 'opened', ways: ['mjpeg'] }).tell({ kind: 'refused', fault: 'notFound' });
  expect(tile.state).toEqual(before);
  tile.pass(STALL_LIMIT_MS);
  expect(tile.tell({ kind: 'counted', frames: 99 }).status).toBe('stalled');
});
