import { expect, test } from 'vitest';
import { type Connection, type ConnectionNews, firstConnection, nextConnection } from './connection.ts';

const play = (...news: readonly (readonly [at: number, news: ConnectionNews])[]): Connection =>
  news.reduce((connection, [at, item]) => nextConnection(connection, item, at), firstConnection(0));

const running = { state: 'running', url: 'http://127.0.0.1:1', reason: null } as const;
const upAt = (at: number) =>
  [
    [at, { kind: 'core', core: running }],
    [at, { kind: 'opening' }],
    [at, { kind: 'welcomed' }],
  ] as const;

test('a window waits for its core, connects and is live once it is welcomed', () => {
  expect(firstConnection(0).state).toBe('waiting');
  expect(play([5, { kind: 'opening' }]).state).toBe('connecting');
  expect(play(...upAt(5))).toEqual({
    state: 'live',
    since: 5,
    lastHeardAt: 5,
    lostBy: null,
    refusal: null,
    core: 'running',
    coreReason: null,
  });
});

test('silence is said within five seconds, counted from the last sign of life', () => {
  const heard = [...upAt(0), [10_000, { kind: 'heard' }]] as const;
  expect(play(...heard, [14_000, { kind: 'watched' }]).state).toBe('live');
  expect(play(...heard, [14_500, { kind: 'watched' }])).toMatchObject({
    state: 'lost',
    lostBy: 'silence',
    since: 10_000,
  });
});

test('a closed line is lost at once, and the first thing heard makes it live again', () => {
  const closed = play(...upAt(0), [3_000, { kind: 'closed' }]);
  expect(closed).toMatchObject({ state: 'lost', lostBy: 'closed', since: 0 });
  expect(nextConnection(closed, { kind: 'welcomed' }, 4_000)).toMatchObject({ state: 'live', lostBy: null });
});

test('a refusal is named and stays; a core that is only starting refuses nobody', () => {
  const refusal = { code: 'unauthorised', message: '令牌无效', wire: 1 } as const;
  expect(play([0, { kind: 'opening' }], [1, { kind: 'refused', refusal }])).toMatchObject({
    state: 'refused',
    refusal,
  });
  const starting = { ...refusal, code: 'starting' } as const;
  expect(play([0, { kind: 'opening' }], [1, { kind: 'refused', refusal: starting }]).state).toBe('connecting');
});

test('a restarting core is told apart from a silent one', () => {
  const reason = { zh: '退出码 1', en: 'exit code 1' };
  const restarting = { state: 'restarting', url: running.url, reason } as const;
  const lost = play(...upAt(0), [1, { kind: 'core', core: restarting }], [2, { kind: 'closed' }]);
  expect(lost).toMatchObject({ state: 'lost', core: 'restarting', coreReason: reason });
});
