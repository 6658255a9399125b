/** A running media process as its host sees it, however it was started. */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MEDIA_ENVIRONMENT } from '#shared/wire/host.ts';
import type { ToMedia } from './messages.ts';

export interface ChildLink {
  readonly processId: number | undefined;
  send(message: ToMedia): void;
  kill(): void;
}

export interface ChildListener {
  /** Not parsed yet. */
  onMessage(message: unknown): void;
  onLine(line: string): void;
  /** Once, last. */
  onExit(): void;
}

export type StartChild = (listener: ChildListener) => ChildLink;

/** From sources the program is its own file; the core's bundle has it beside itself (scripts/lib/build/core-programs.mjs). */
function entry(): string {
  const source = new URL('../mediaProcess.ts', import.meta.url);
  return fileURLToPath(existsSync(source) ? source : new URL('./media.mjs', import.meta.url));
}

/** Under the same Node as the core. The channel between them is also its life line: when it closes, the child ends. */
export const forkedChild: StartChild = ({ onMessage, onLine, onExit }) => {
  const child = fork(entry(), [], {
    execArgv: [],
    env: childEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let hasEnded = false;
  const end = () => {
    if (hasEnded) return;
    hasEnded = true;
    onExit();
  };
  child.on('message', onMessage);
  child.on('exit', end);
  child.on('error', (error) => {
    onLine(error.message);
    // A failed send raises it too; only a child that never started has no id.
    if (child.pid === undefined) end();
  });
  if (child.stderr) createInterface({ input: child.stderr }).on('line', onLine);
  return {
    processId: child.pid,
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    kill: () => void child.kill('SIGKILL'),
  };
};

function childEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => MEDIA_ENVIRONMENT.includes(name)));
}
