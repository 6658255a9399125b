// RELIABILITY §5 A4: as many datagrams a second as one process can send, with true alarms among them. Devices repeat until
// they are answered, so an alarm may be late and is never gone; whoever looks at the links is told why.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Dc09Sender } from '#main/core/links/protocols/dc09/sender.ts';
import type { LinkHealth } from '#shared/wire/link.ts';
import type { SeatPulse } from '#shared/wire/seat.ts';
import { type TestSeat, takeSeat } from '#tests/flows/kit/seat.ts';
import { pressOf } from './kit/alarmLoad.ts';
import { allAlarms, startCoreProcess } from './kit/coreProcess.ts';
import { DUTY_TOKENS, faultStation, spreadDevices } from './kit/faultStation.ts';
import { readHistory } from './kit/history.ts';
import { Ledger } from './kit/ledger.ts';
import { MessageBook } from './kit/messageBook.ts';
import { NoisyPole } from './kit/noisyPole.ts';

const FLOOD_SECONDS = 3;
const LATE_MS = 10_000;
const PRESSES = 4;

test('a flood on the alarm port: every alarm is in within ten seconds of its end, the link says that it is overloaded, other ports serve on', async ({
  skip,
}) => {
  const poles = spreadDevices(20);
  const caller = { account: '7AAA', eastM: 900, northM: 900, overTcp: true };
  const station = await faultStation([...poles, caller]);
  onTestFinished(() => station.remove());
  const core = startCoreProcess(station);
  onTestFinished(() => core.kill());
  await core.ready;
  using seat = await takeSeat(station.url, DUTY_TOKENS[0]);

  const flood = startFlood(station.udpPort);
  onTestFinished(() => void flood.stop());
  const ledger = new Ledger();
  let lastAnswerAt = 0;
  const pressing = Promise.all(
    poles.map(async (device, index) => {
      using sender = keep(new Dc09Sender({ ...station.senderOf(device), resendEveryMs: 300, giveUpAfterMs: 40_000 }));
      for (let press = 0; press < PRESSES; press++) {
        ledger.note(device.account, await sender.send(pressOf(index + press)));
        lastAnswerAt = Math.max(lastAnswerAt, performance.now());
        await new Promise((resolve) => setTimeout(resolve, (FLOOD_SECONDS * 1_000) / PRESSES));
      }
    }),
  );
  // Another port of the same core, all the while.
  const book = new MessageBook();
  let tcpFrames = 200;
  const count = (what: string) => {
    if (what !== 'hangUps') tcpFrames -= 1;
  };
  const tcpPole = new NoisyPole({ station, device: caller, seed: 4, book, patienceMs: 30_000, count });
  const [{ sent, seconds, endedAt }] = await Promise.all([flood.ended, pressing, tcpPole.run(() => tcpFrames > 0)]);

  const alarms = await allAlarms(station);
  expect(ledger.compare(alarms)).toEqual({ acknowledged: poles.length * PRESSES, lost: [], repeated: [] });
  expect(lastAnswerAt - endedAt).toBeLessThan(LATE_MS);
  expect(book.compare([])).toMatchObject({ unanswered: [] });
  const { poles: link, callers } = await linksOf(seat);
  console.info(
    `flood of ${Math.round(sent / seconds / 1_000)} k datagrams/s, ${link!.kernelDrops} of ${sent} dropped by the kernel; ` +
      `last alarm answered ${Math.round(lastAnswerAt - endedAt)} ms after its end`,
  );
  expect(callers!.fault).toBeNull();
  expect(await core.stop()).toBe(0);
  const { verification } = await readHistory(station.dataDirectory);
  expect(verification).toMatchObject({ ok: true, faults: [] });
  if (!link!.kernelDrops) skip('the kernel dropped nothing here, or does not tell: no overload to show');
  expect(link!.fault?.zh).toMatch(/接收过载，内核已丢弃 \d+ 个报文/);
});

function startFlood(port: number) {
  const program = join(import.meta.dirname, 'kit/floodChild.ts');
  const child = spawn(process.execPath, [program, String(port), String(FLOOD_SECONDS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let words = '';
  child.stdout.on('data', (piece: Buffer) => {
    words += piece.toString();
  });
  const ended = new Promise<{ sent: number; seconds: number; endedAt: number }>((resolve) => {
    child.once('close', () => resolve({ ...JSON.parse(words), endedAt: performance.now() }));
  });
  return { ended, stop: () => child.kill('SIGKILL') };
}

/** The next pulse that was made after now: what the window's link cell and notices are drawn from. */
async function linksOf({ socket }: TestSeat): Promise<Record<string, LinkHealth>> {
  const next = () => new Promise<SeatPulse>((resolve) => socket.once('pulse', resolve));
  await next();
  const { links } = await next();
  return Object.fromEntries(links.map((link) => [link.id, link]));
}

const keep = (sender: Dc09Sender) => Object.assign(sender, { [Symbol.dispose]: () => sender.dispose() });
