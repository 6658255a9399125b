/** The real core as the shell or a host runs it: a child process with station.json and a data folder, to be killed at will. */
import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { CoreToHost } from '#shared/wire/host.ts';
import { ADMIN_TOKEN, type FaultStation } from './faultStation.ts';

export interface CoreProcess {
  readonly process: ChildProcess;
  /** Resolves with the milliseconds from spawn to the ready line; rejects with its last words when it ends before. */
  readonly ready: Promise<number>;
  /** Resolves with the exit code, null after a signal. */
  readonly ended: Promise<number | null>;
  /** What it told its host, newest last. */
  readonly told: readonly CoreToHost[];
  words(): string;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

const CORE = resolve(import.meta.dirname, '../../../main/serve.ts');
/** Stripped and compiled modules are kept between the many starts of a kill test. */
const COMPILE_CACHE = join(tmpdir(), 'pingan-fault-compile-cache');
const TOLD_KEPT = 50;

/** `program` is another core to be held against the same contract: `--data DIR --config FILE`, one ready line. */
export function startCoreProcess(
  { dataDirectory, configFile }: Pick<FaultStation, 'dataDirectory' | 'configFile'>,
  { program = CORE, env = {} }: { program?: string; env?: Record<string, string> } = {},
): CoreProcess {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [program, '--data', dataDirectory, '--config', configFile], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILE_CACHE, NODE_OPTIONS: '', ...env },
  });
  const told: CoreToHost[] = [];
  let words = '';
  child.stderr!.on('data', (piece: Buffer) => {
    words += piece.toString();
  });
  child.on('message', (message) => {
    told.push(message as CoreToHost);
    if (told.length > TOLD_KEPT) told.shift();
  });
  const ended = new Promise<number | null>((resolveEnd) => child.once('close', (code) => resolveEnd(code)));
  const ready = new Promise<number>((resolveReady, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) resolveReady(performance.now() - startedAt);
    });
    void ended.then((code) => reject(new Error(`the core ended with ${code} before it was ready: ${words}`)));
  });
  // A kill while it starts is part of the tests; whoever awaits readiness still sees the rejection.
  ready.catch(() => undefined);
  return {
    process: child,
    ready,
    ended,
    told,
    words: () => words,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

export interface ApiAlarm {
  readonly seq: number;
  readonly deviceId: string | null;
  readonly class: string;
  readonly code: string;
  readonly raw: string;
}

/** GET with the admin's token, parsed. Throws on anything but 2xx. */
export async function getJson<Body>({ url }: FaultStation, path: string): Promise<Body> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
  if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
  return response.json() as Promise<Body>;
}

/** Every alarm the station tells of, page by page. */
export async function allAlarms(station: FaultStation): Promise<ApiAlarm[]> {
  const alarms: ApiAlarm[] = [];
  for (;;) {
    const after = alarms.at(-1)?.seq ?? 0;
    const page = await getJson<{ alarms: ApiAlarm[] }>(station, `/api/alarms?after=${after}`);
    if (page.alarms.length === 0) return alarms;
    alarms.push(...page.alarms);
  }
}
