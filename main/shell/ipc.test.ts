import type { IpcMain, WebContents } from 'electron';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { IpcDoor } from './ipc.ts';
import type { SecurityEntry } from './refusalLog.ts';

// What Electron hands to a handler, as far as the door looks at it.
interface Frame {
  routingId: number;
  parent: Frame | null;
  origin: string;
}
const topFrame: Frame = { routingId: 1, parent: null, origin: 'app://pingan' };
const contents = { id: 7, mainFrame: topFrame, isDestroyed: () => false, once: () => {} };

let handlers: Map<string, (event: unknown, ...args: unknown[]) => unknown>;
let log: SecurityEntry[];
let calls: unknown[];
let door: IpcDoor;

beforeEach(() => {
  handlers = new Map();
  log = [];
  calls = [];
  const ipc = {
    handle: handlers.set.bind(handlers),
    on: handlers.set.bind(handlers),
    removeHandler: handlers.delete.bind(handlers),
    removeListener: handlers.delete.bind(handlers),
  };
  door = new IpcDoor(ipc as unknown as IpcMain, { file: '', note: (entry) => log.push(entry) });
  door.admit(contents as unknown as WebContents, 'window');
  door.handle('call', 'window', z.tuple([z.number()]), (value) => value * 2);
  door.listen('news', 'window', z.tuple([z.string()]), (value) => calls.push(value));
});

const call = (senderFrame: Frame | null, ...args: unknown[]) =>
  handlers.get('call')?.({ sender: contents, senderFrame }, ...args);
const refused = (reason: string) => ({ kind: 'ipc', channel: 'call', reason });

test('the top frame of an admitted page on our origin passes', () => {
  expect([call(topFrame, 21), log]).toEqual([42, []]);
});

test.each([
  ['a frame that is gone', null, 'no frame'],
  ['a frame inside the page', { ...topFrame, routingId: 2, parent: topFrame }, 'not the top frame'],
  ['a detached frame', { ...topFrame, routingId: 9 }, 'not the top frame'],
  ['another origin', { ...topFrame, origin: 'app://evil' }, 'origin'],
  ['an origin that begins like ours', { ...topFrame, origin: 'app://pingan.evil' }, 'origin'],
  ['an opaque origin', { ...topFrame, origin: 'null' }, 'origin'],
])('%s is refused and logged', (_name, frame, reason) => {
  expect(() => call(frame, 21)).toThrow('refused: call');
  expect(log).toEqual([refused(reason)]);
});

test('a frame that throws when it is looked at is refused', () => {
  const disposed = {
    parent: null,
    origin: 'app://pingan',
    get routingId(): number {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    },
  };
  expect(() => call(disposed, 21)).toThrow('refused: call');
  expect(log).toEqual([refused('no frame')]);
});

test('a page nobody admitted is refused', () => {
  const stranger = { ...contents, id: 8 };
  expect(() => handlers.get('call')?.({ sender: stranger, senderFrame: topFrame }, 21)).toThrow('refused: call');
  expect(log).toEqual([refused('page')]);
});

test('a page of another kind is refused', () => {
  door.admit(contents as unknown as WebContents, 'sound');
  expect(() => call(topFrame, 21)).toThrow('refused: call');
  expect(log).toEqual([refused('page')]);
});

test.each([[[]], [['21']], [[21, 22]], [[null]], [[{ valueOf: 21 }]]])('arguments %j are refused', (args) => {
  expect(() => call(topFrame, ...args)).toThrow('refused: call');
  expect(log).toEqual([refused('arguments')]);
});

test('refused news is dropped and logged', () => {
  const news = handlers.get('news');
  news?.({ sender: contents, senderFrame: topFrame }, 'good');
  news?.({ sender: contents, senderFrame: null }, 'bad');
  expect([calls, log]).toEqual([['good'], [{ kind: 'ipc', channel: 'news', reason: 'no frame' }]]);
});

test('a window of the drill room passes where any window does, and is refused what is the station’s alone', () => {
  const drillPage = { ...contents, id: 8 };
  door.admit(drillPage as unknown as WebContents, 'drillWindow');
  door.handleFrom('both', 'anyWindow', z.tuple([]), (page) => page);
  const ask =
    (channel: string, sender: typeof contents, ...args: unknown[]) =>
    () =>
      handlers.get(channel)?.({ sender, senderFrame: topFrame }, ...args);
  expect([ask('both', contents)(), ask('both', drillPage)()]).toEqual([7, 8]);
  expect(ask('call', drillPage, 21)).toThrow('refused: call');
  expect(log).toEqual([refused('page')]);
});
