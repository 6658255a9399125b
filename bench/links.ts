/**
 * Every wire of a real core in one run: from a press to what its device waits for, which leaves only after the alarm is on
 * disk; beside it in turns a bare echo over the same transport. And what a thousand vehicle terminals cost in memory,
 * beside a bare server that holds as many sockets.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CoreProcess, startCoreProcess } from '#tests/faults/kit/coreProcess.ts';
import { Terminal808 } from '#tests/simulators/jt808.ts';
import { hasSocat, PtyPair } from '#tests/simulators/wire/ptyPair.ts';
import { callTcp, listenTcp } from '#tests/simulators/wire/wire.ts';
import { type BenchRow, spreadOf } from './kit.ts';
import { type Echo, startEcho } from './links/echo.ts';
import { openProbes, type Probe } from './links/probes.ts';
import { linksStation } from './links/station.ts';

const WARM_ROUNDS = 20;
const ROUNDS = 150;
/** Between two rounds: nine wires a round make a modest rate. */
const PAUSE_MS = 10;
const TERMINALS = 1_000;
/** Terminals and heartbeats before the first reading: code is compiled, the heap has its working size. */
const WARM_TERMINALS = 50;
const HEARTBEATS = 3;
const SETTLE_MS = 1_500;

export async function measure(): Promise<BenchRow[]> {
  return [...(await measureLatency()), ...(await measureMemory())];
}

async function measureLatency(): Promise<BenchRow[]> {
  await using receiverPair = new PtyPair();
  await using echoPair = new PtyPair();
  if (hasSocat) await Promise.all([receiverPair.plugIn(), echoPair.plugIn()]);
  const box = await listenTcp('127.0.0.1', 0);
  const serialPath = hasSocat ? receiverPair.theirs : null;
  const station = await linksStation({
    boxPort: box.port,
    serialPath: hasSocat ? receiverPair.ours : null,
    terminals: [],
  });
  const core = startCoreProcess(station);
  const echo = await startEcho(hasSocat ? echoPair : undefined);
  try {
    await core.ready;
    const { probes, close } = await openProbes(station, { box, serialPath });
    const rows = await Promise.race([timeProbes(probes, echo), deathOf(core)]);
    close();
    return rows;
  } finally {
    echo.stop();
    box.close();
    await core.stop();
    station.remove();
  }
}

async function timeProbes(probes: readonly Probe[], echo: Echo): Promise<BenchRow[]> {
  const samples = new Map(probes.map((probe) => [probe, { ours: [] as number[], peer: [] as number[] }]));
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
    for (const [probe, { ours, peer }] of samples) {
      if (round % probe.everyRounds !== 0) continue;
      await probe.prepare?.(round);
      const took = await timed(() => probe.press(round));
      const ask = echo.asks[probe.peer];
      const asked = ask ? await timed(ask) : 0;
      if (round < WARM_ROUNDS) continue;
      ours.push(took);
      peer.push(asked);
    }
    await sleep(PAUSE_MS);
  }
  return [...samples].map(([{ what, aim, peer, until }, measured]) => {
    const spread = spreadOf(measured.ours);
    const echoed = spreadOf(measured.peer);
    return {
      what: `press → durable → answered: ${what}`,
      aim,
      ours: spread.p99,
      peer: echoed.p99,
      ...spread,
      unit: 'ms',
      note: `p99 of ${measured.ours.length} presses, all wires in turn, until ${until}; peer: p99 of a bare echo over ${peer} that stores nothing (its median ${echoed.p50.toFixed(2)} ms)`,
    };
  });
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

/** Only where the system tells what a process holds. */
async function measureMemory(): Promise<BenchRow[]> {
  if (process.platform !== 'linux') return [];
  const ids = Array.from({ length: TERMINALS + WARM_TERMINALS }, (_, index) => String(13_900_000_000 + index));
  const box = await listenTcp('127.0.0.1', 0);
  const station = await linksStation({ boxPort: box.port, serialPath: null, terminals: ids });
  const core = startCoreProcess(station);
  const echo = await startEcho();
  const terminals: Terminal808[] = [];
  const sockets: Awaited<ReturnType<typeof callTcp>>[] = [];
  const goOnline = async (id: string) => {
    const terminal = new Terminal808({ port: station.ports.bus, id });
    terminals.push(terminal);
    await terminal.goOnline();
    for (let beat = 0; beat < HEARTBEATS; beat++) await terminal.heartbeat();
  };
  try {
    await core.ready;
    for (const id of ids.slice(0, WARM_TERMINALS)) await goOnline(id);
    const ours = await growth(core.process.pid!, async () => {
      for (const id of ids.slice(WARM_TERMINALS)) await goOnline(id);
    });
    const bare = await growth(echo.pid, async () => {
      for (let count = 0; count < TERMINALS; count++) {
        const socket = await callTcp('127.0.0.1', echo.tcpPort);
        sockets.push(socket);
        for (let beat = 0; beat < HEARTBEATS + 2; beat++) socket.send(Buffer.alloc(40, 'x'));
      }
    });
    return [
      {
        what: `memory of ${TERMINALS} JT/T 808 terminals, authenticated, with heartbeats`,
        aim: 'a thousand terminals fit beside everything else',
        ours: Math.round((ours / TERMINALS) * 10) / 10,
        peer: Math.round((bare / TERMINALS) * 10) / 10,
        p50: null,
        p99: null,
        max: null,
        unit: 'KiB/terminal',
        note: `growth of the core's resident set from ${WARM_TERMINALS} to ${TERMINALS + WARM_TERMINALS} connected terminals, ${(ours / 1_024).toFixed(0)} MiB in all; peer: growth of a bare net server holding as many sockets`,
      },
    ];
  } finally {
    for (const terminal of terminals) terminal.dispose();
    for (const socket of sockets) socket.close();
    echo.stop();
    box.close();
    await core.stop();
    station.remove();
  }
}

/** KiB by which the resident set of a process grew. */
async function growth(pid: number, run: () => Promise<void>): Promise<number> {
  await sleep(SETTLE_MS);
  const before = residentKib(pid);
  await run();
  await sleep(SETTLE_MS);
  return residentKib(pid) - before;
}

function residentKib(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
  return Number(line?.[1]);
}

/** Devices would wait for a dead core for ever. */
async function deathOf(core: CoreProcess): Promise<never> {
  const code = await core.ended;
  throw new Error(`the core ended with ${code}: ${core.words()}`);
}
