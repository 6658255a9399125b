// RELIABILITY §5 A3, A7, A8, N3: twenty poles on bad wires, UDP and TCP. The million of them is `longRun.ts`; this is its
// first part, its checker and a core that must not pass.
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startCoreProcess } from './kit/coreProcess.ts';
import { faultStation, spreadDevices } from './kit/faultStation.ts';
import { walkHistory } from './kit/history.ts';
import { MessageBook } from './kit/messageBook.ts';
import { framesOfAlarms, runYard, yardDevices } from './kit/poleYard.ts';

const SEED = 20_261;
const FRAMES = 20_000;

test(`${FRAMES} frames of twenty poles with noise, cuts, doubles, bad CRC and bursts: none lost, none twice, none invented (seed ${SEED})`, async () => {
  const station = await faultStation(yardDevices());
  onTestFinished(() => station.remove());
  const core = startCoreProcess(station);
  onTestFinished(() => core.kill());
  await core.ready;
  const report = await runYard(station, { frames: FRAMES, seed: SEED });
  expect(await core.stop()).toBe(0);
  const { frames, verification } = await framesOfAlarms(station.dataDirectory);
  const { sent, stored, acknowledged, ...wrong } = report.book.compare(frames);
  expect(wrong).toEqual({ lost: [], repeated: [], invented: [], unanswered: [] });
  expect([stored, acknowledged]).toEqual([sent, sent]);
  expect(verification).toMatchObject({ ok: true, faults: [] });
  // The weather was bad: otherwise the test says nothing.
  expect(report.frames).toBeGreaterThanOrEqual(FRAMES);
  for (const kind of ['alarms', 'repeats', 'doubles', 'spoilt', 'noise', 'heartbeats'] as const) {
    expect(report[kind]).toBeGreaterThan(FRAMES / 100);
  }
});

test('a core that takes equal alarms for retransmissions is caught: what it answered is not in its journal', async () => {
  const station = await faultStation(spreadDevices(2));
  onTestFinished(() => station.remove());
  const program = join(import.meta.dirname, 'kit/eagerCoreChild.ts');
  const core = startCoreProcess(station, { program });
  onTestFinished(() => core.kill());
  await core.ready;
  const { book } = await runYard(station, { frames: 600, seed: SEED });
  await core.stop();
  const { frames } = await framesOfAlarms(station.dataDirectory);
  const balance = book.compare(frames);
  expect(balance.lost.length).toBeGreaterThan(0);
  expect(balance.lost.length).toBe(balance.sent - balance.stored);
  expect(balance.invented).toEqual([]);
});

test('the book finds a lost alarm, one that is there twice, one that nobody sent and one that nobody answered', () => {
  const book = new MessageBook();
  const messages = ['a1', 'a2', 'a3', 'a4', 'a5'].map((hex) => {
    const message = book.open();
    book.note(message, Buffer.from(hex, 'hex'));
    return message;
  });
  // The fifth went out twice, written anew; it is stored as it came the second time.
  book.note(4, Buffer.from('b5', 'hex'));
  for (const message of messages.filter((message) => message !== 3)) book.acknowledge(message);
  expect(book.compare(['a1', 'a3', 'a3', 'b5', 'ff'])).toEqual({
    sent: 5,
    acknowledged: 4,
    stored: 5,
    lost: [1],
    repeated: [2],
    invented: ['ff'],
    unanswered: [3],
  });
});

test('a journal with one alarm taken out and one put in is caught by the same reading', async () => {
  const station = await faultStation(spreadDevices(2));
  onTestFinished(() => station.remove());
  const core = startCoreProcess(station);
  onTestFinished(() => core.kill());
  await core.ready;
  const { book } = await runYard(station, { frames: 200, seed: SEED });
  await core.stop();
  const { frames } = await framesOfAlarms(station.dataDirectory);
  const [taken, ...kept] = frames;
  const { lost, invented } = book.compare([...kept, `${taken}00`]);
  expect({ lost: lost.length, invented }).toEqual({ lost: 1, invented: [`${taken}00`] });
  let heard = 0;
  await walkHistory(station.dataDirectory, ({ kind }) => {
    heard += kind === 'alarm.received' ? 1 : 0;
  });
  expect(heard).toBe(frames.length);
});
