/**
 * The alarm path from outside: real datagrams to a real core in a process of its own, timed from the send to the answer,
 * which leaves only after the alarm is durable. Beside it in turns a bare UDP echo in a process of its own: the floor that
 * sockets, scheduler and this measuring program set on the same machine in the same minute.
 */
import { spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { MIGRATIONS } from '#main/core/journal/migrations/index.ts';
import { encodeMessage } from '#main/core/links/protocols/dc09/encode.ts';
import { startCoreProcess } from '#tests/faults/kit/coreProcess.ts';
import { type FaultStation, faultStation, spreadDevices } from '#tests/faults/kit/faultStation.ts';
import { type BenchRow, spreadOf } from './kit.ts';

const DEVICES = 60;
const PACED_PER_SECOND = 200;
const PACED_ROUNDS = 4;
const PACED_ROUND_MS = 5_000;
const STORM_ROUNDS = 4;
const STORM_ROUND_MS = 2_000;
/** Presses every device keeps in flight during the storm: enough that the core is never idle. */
const STORM_IN_FLIGHT = 4;
const RESEND_MS = 1_000;

/** One device: its own socket, so its own source address; matches answers to presses by sequence number. */
class Caller {
  readonly account: string;
  readonly #socket: Socket = createSocket('udp4');
  readonly #waiting = new Map<string, (at: number) => void>();
  #sequence = 0;

  constructor(account: string) {
    this.account = account;
    this.#socket.on('message', (answer) => {
      const at = performance.now();
      const sequence = /"\*?(?:ACK|ADM-CID)"(\d{4})/.exec(answer.toString('latin1'))?.[1];
      const resolve = sequence && this.#waiting.get(sequence);
      if (!resolve) return;
      this.#waiting.delete(sequence);
      resolve(at);
    });
  }

  /** Milliseconds from the first datagram to the answer; repeated every second until there is one. */
  async press(port: number, onResend: () => void): Promise<number> {
    this.#sequence = (this.#sequence % 9_999) + 1;
    const sequence = String(this.#sequence).padStart(4, '0');
    const frame = encodeMessage({
      header: {
        form: 'ascii',
        token: 'ADM-CID',
        isEncrypted: false,
        sequence,
        receiver: null,
        line: '0',
        account: this.account,
      },
      data: `#${this.account}|1${this.#sequence % 2 ? '130' : '137'} 01 ${sequence.slice(1)}`,
    });
    const send = () => this.#socket.send(frame, port, '127.0.0.1');
    const answered = new Promise<number>((resolve) => this.#waiting.set(sequence, resolve));
    const resend = setInterval(() => {
      onResend();
      send();
    }, RESEND_MS);
    const startedAt = performance.now();
    send();
    const answeredAt = await answered;
    clearInterval(resend);
    return answeredAt - startedAt;
  }

  dispose(): void {
    this.#socket.close();
  }
}

interface Tally {
  readonly latencies: number[];
  resent: number;
}

/** Open loop: a press is due when it is due, whether the last one has been answered or not. */
async function pressPaced(callers: readonly Caller[], port: number, tally: Tally): Promise<void> {
  const pending: Promise<unknown>[] = [];
  const startedAt = performance.now();
  for (let count = 0; count < (PACED_PER_SECOND * PACED_ROUND_MS) / 1_000; count++) {
    await sleep(Math.max(0, startedAt + (count * 1_000) / PACED_PER_SECOND - performance.now()));
    const pressed = callers[count % callers.length]!.press(port, () => tally.resent++);
    pending.push(pressed.then((latency) => tally.latencies.push(latency)));
  }
  await Promise.all(pending);
}

/** Closed loop: every device presses again as soon as it is answered. Returns answered presses per second. */
async function pressStorm(callers: readonly Caller[], port: number, tally: Tally): Promise<number> {
  const startedAt = performance.now();
  let count = 0;
  const pressing = callers.flatMap((caller) =>
    Array.from({ length: STORM_IN_FLIGHT }, async () => {
      while (performance.now() - startedAt < STORM_ROUND_MS) {
        tally.latencies.push(await caller.press(port, () => tally.resent++));
        count += 1;
      }
    }),
  );
  await Promise.all(pressing);
  return (count * 1_000) / (performance.now() - startedAt);
}

/** Answers at once, or after one bare FULL commit of a row when it is given a file: what any honest receiver must do. */
const ECHO = `
  const path = process.argv[1];
  let store = () => {};
  if (path) {
    const db = require('better-sqlite3')(path);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec('CREATE TABLE frames (seq INTEGER PRIMARY KEY, frame BLOB NOT NULL)');
    const insert = db.prepare('INSERT INTO frames (frame) VALUES (?)');
    store = (frame) => insert.run(frame);
  }
  const socket = require('node:dgram').createSocket('udp4');
  socket.on('message', (datagram, from) => {
    store(datagram);
    socket.send(datagram, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1', () => console.log(socket.address().port));
`;

async function startEcho(...path: string[]): Promise<{ port: number; stop(): void }> {
  const child = spawn(process.execPath, ['-e', ECHO, ...path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve) =>
    child.stdout.once('data', (line: Buffer) => resolve(Number(line))),
  );
  return { port, stop: () => child.kill('SIGKILL') };
}

/** Rows per second of a bare loop: the same size of row into the same table, one FULL commit each, nothing else. */
function bareLoop(db: Database.Database): number {
  const insert = db.prepare('INSERT INTO events VALUES (NULL, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)');
  const body = JSON.stringify({ alarm: 'x'.repeat(900) });
  const startedAt = performance.now();
  let count = 0;
  for (; performance.now() - startedAt < STORM_ROUND_MS; count++) {
    const id = crypto.randomUUID();
    insert.run(
      id,
      `alarm:${id}`,
      'bench',
      Date.now(),
      '{"kind":"device"}',
      'live',
      'alarm.received',
      body,
      '0'.repeat(64),
    );
  }
  return (count * 1_000) / (performance.now() - startedAt);
}

async function measurePaced(station: FaultStation, callers: readonly Caller[]): Promise<BenchRow[]> {
  const echo = await startEcho();
  const storing = await startEcho(join(station.home, 'echo.db'));
  const ours: Tally = { latencies: [], resent: 0 };
  const floor: Tally = { latencies: [], resent: 0 };
  const storingFloor: Tally = { latencies: [], resent: 0 };
  await pressStorm(callers.slice(0, 5), station.udpPort, { latencies: [], resent: 0 });
  for (let round = 0; round < PACED_ROUNDS; round++) {
    await pressPaced(callers, station.udpPort, ours);
    await pressPaced(callers, echo.port, floor);
    await pressPaced(callers, storing.port, storingFloor);
  }
  echo.stop();
  storing.stop();
  const spread = spreadOf(ours.latencies);
  const common = { aim: 'p99 ≤ 10 ms', ours: spread.p99, ...spread, unit: 'ms' };
  const what = `datagram → durable → answered, ${PACED_PER_SECOND} alarms/s`;
  return [
    {
      ...common,
      what,
      peer: spreadOf(floor.latencies).p99,
      note: `p99 of ${ours.latencies.length} alarms of ${callers.length} devices, ${ours.resent} resent; peer: p99 of a bare UDP echo process that stores nothing, in turns`,
    },
    {
      ...common,
      what: `${what}, beside an echo that stores`,
      peer: spreadOf(storingFloor.latencies).p99,
      note: 'the same alarms; peer: p99 of a bare echo after one FULL better-sqlite3 commit of the frame: what this disk allows',
    },
  ];
}

async function measureStorm(station: FaultStation, callers: readonly Caller[]): Promise<BenchRow> {
  const directory = join(station.home, 'bare');
  mkdirSync(directory);
  const db = new Database(join(directory, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(MIGRATIONS[0]!.sql);
  const tally: Tally = { latencies: [], resent: 0 };
  const rates = { ours: 0, bare: 0 };
  for (let round = 0; round < STORM_ROUNDS; round++) {
    rates.ours += (await pressStorm(callers, station.udpPort, tally)) / STORM_ROUNDS;
    rates.bare += bareLoop(db) / STORM_ROUNDS;
  }
  db.close();
  return {
    what: 'alarm storm over UDP: acknowledged alarms/s, datagram to answer',
    aim: 'none lost with retransmission; the journal alone is measured in bench/journal.ts',
    ours: Math.round(rates.ours),
    peer: Math.round(rates.bare),
    ...spreadOf(tally.latencies),
    unit: 'alarms/s',
    note: `${callers.length} devices with ${STORM_IN_FLIGHT} presses in flight each, ${tally.resent} resent, two events and a correlation per alarm; peer: rows/s of a bare better-sqlite3 loop, one FULL commit per row; latencies in ms`,
  };
}

export async function measure(): Promise<BenchRow[]> {
  const station = await faultStation(spreadDevices(DEVICES));
  const core = startCoreProcess(station);
  const callers = station.devices.map(({ account }) => new Caller(account));
  // Devices would repeat to a dead core for ever.
  const death = core.ended.then((code) => {
    throw new Error(`the core ended with ${code}: ${core.words()}`);
  });
  try {
    await core.ready;
    const paced = await Promise.race([measurePaced(station, callers), death]);
    return [...paced, await Promise.race([measureStorm(station, callers), death])];
  } finally {
    death.catch(() => undefined);
    for (const caller of callers) caller.dispose();
    await core.stop();
    station.remove();
  }
}
