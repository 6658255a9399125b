/**
 * "Same windows, same truth, same latency aims": how soon after a press a seat has the alarm, on the host itself and on another
 * machine of the LAN over TLS with its pinned certificate. One station, both seats open, the same presses.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import type { SeatToServer, ServerToSeat } from '#shared/wire/seat.ts';
import { joined, lanSocket, openLan } from '#tests/flows/kit/lan.ts';
import { takeSeat } from '#tests/flows/kit/seat.ts';
import { DUTY, openPole, openStation } from '#tests/flows/kit/station.ts';
import { type BenchRow, spreadOf } from './kit.ts';

const PRESSES = 200;
const PAUSE_MS = 25;
const PANIC = { contactId: { qualifier: 1, code: '120', partition: '00', zone: '001' } } as const;

export async function measure(): Promise<BenchRow[]> {
  await using station = await openStation();
  const lan = await openLan(station);
  const answer = await joined(station, lan);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  using beside = await takeSeat(station.core.url, DUTY);
  const distant = lanSocket(lan, answer.token);
  await new Promise<void>((welcome) => distant.once('welcome', () => welcome()));
  using pole = openPole(station);
  const samples = { beside: [] as number[], distant: [] as number[] };
  for (let press = 0; press < PRESSES; press++) {
    const pressedAt = performance.now();
    const since = () => performance.now() - pressedAt;
    const seen = [
      alarmAt(beside.socket).then(() => samples.beside.push(since())),
      alarmAt(distant).then(() => samples.distant.push(since())),
    ];
    await Promise.all([pole.send(PANIC), ...seen]);
    await sleep(PAUSE_MS);
  }
  distant.disconnect();
  const [ours, peer] = [spreadOf(samples.distant), spreadOf(samples.beside)];
  return [
    {
      what: 'press → at a seat on the LAN, over TLS',
      aim: 'no slower than at the host',
      ours: ours.p99,
      peer: peer.p99,
      ...ours,
      unit: 'ms',
      note: `${PRESSES} presses; host, both seats and pole in one process; peer: p99 at a seat of the host in the same run, its median ${peer.p50.toFixed(2)} ms`,
    },
  ];
}

/** The next alarm that this seat is told. */
function alarmAt(socket: Socket<ServerToSeat, SeatToServer>): Promise<void> {
  return new Promise((told) => {
    const look = (events: readonly { readonly kind: string }[]) => {
      if (!events.some(({ kind }) => kind === 'alarm.received')) return;
      socket.off('events', look);
      told();
    };
    socket.on('events', look);
  });
}
