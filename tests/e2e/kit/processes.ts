/** The processes of a running application, as Linux shows them, and running the application as a command. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { ElectronApplication } from 'playwright-core';
import { checkout, testDesktop } from './launch.ts';

/** Ids of the application's descendants whose command line contains `part`. */
export function processesOf(app: ElectronApplication, part: string): number[] {
  const root = app.process().pid;
  return familyOf((id) => id === root).filter((id) => id !== root && commandLine(id).includes(part));
}

/** Ids of every process whose command line names `part`, and of all that descend from one. */
export const familyNaming = (part: string): number[] => familyOf((id) => commandLine(id).includes(part));

function familyOf(isRoot: (id: number) => boolean): number[] {
  const parents = new Map(readdirSync('/proc').flatMap((name) => parentOf(name)));
  const roots = new Set([...parents.keys()].filter(isRoot));
  const isOurs = (id: number): boolean => roots.has(id) || (parents.has(id) && isOurs(parents.get(id)!));
  return [...parents.keys()].filter(isOurs);
}

/** Of the media process, as Electron lists it: its command line names no program. Undefined while there is none. */
export function mediaProcessOf(app: ElectronApplication): Promise<number | undefined> {
  return app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === "Ping'an media")?.pid);
}

export function isAlive(processId: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${processId}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

export interface CommandOutcome {
  readonly code: number | null;
  readonly output: string;
}

/** Starts the built application with these arguments, as a person would, and waits until it ends. */
export async function runApplication(args: readonly string[], limitMs = 150_000): Promise<CommandOutcome> {
  const { runtime, flags, env } = await testDesktop();
  const child = spawn(runtime.executable, [checkout, ...flags, ...args], { env: { ...process.env, ...env } });
  const patience = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => said.push(piece));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  clearTimeout(patience);
  return { code, output: Buffer.concat(said).toString('utf8') };
}

function parentOf(name: string): [number, number][] {
  try {
    // The name in parentheses may hold anything; the parent is the second field after it.
    const after = readFileSync(`/proc/${Number(name)}/stat`, 'utf8')
      .split(') ')
      .at(-1)!;
    return [[Number(name), Number(after.split(' ')[1])]];
  } catch {
    return [];
  }
}

function commandLine(processId: number): string {
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
