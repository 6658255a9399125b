/**
 * Starts the core under a Node of its own. Used when the Electron at hand is older than Node-API 10, which better-sqlite3
 * 13 needs: then a utility process cannot load it, the same file under Node ≥ 22 can.
 */
import { spawn } from 'node:child_process';
import type { HostToCore } from '#shared/wire/host.ts';
import { lineReader, type StartCoreChild } from './coreChild.ts';

export interface SpawnedCoreOptions {
  readonly node: string;
  readonly entry: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A line of the child's stdout. */
  readonly onOutput: (line: string) => void;
}

export function spawnedCore({ node, entry, env, onOutput }: SpawnedCoreOptions): StartCoreChild {
  return (args, listeners) => {
    const child = spawn(node, [entry, ...args], {
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      windowsHide: true,
    });
    let hasEnded = false;
    const end = (code: number | null) => {
      if (hasEnded) return;
      hasEnded = true;
      listeners.onExit(code);
    };
    child.on('message', listeners.onMessage);
    child.on('error', (error) => {
      listeners.onComplaint(error.message);
      // A failed send also raises 'error'; only a child that never started has no pid.
      if (child.pid === undefined) end(null);
    });
    child.stdout?.on('data', lineReader(onOutput));
    child.stderr?.on('data', lineReader(listeners.onComplaint));
    // 'close' and not 'exit': the last words on stderr say why it ended.
    child.on('close', (code) => end(code));
    const send = (message: unknown) => {
      if (child.connected) child.send(message as object);
    };
    return {
      get processId() {
        return child.pid;
      },
      send,
      requestStop: () => send({ kind: 'stop' } satisfies HostToCore),
      kill: () => {
        child.kill('SIGKILL');
      },
    };
  };
}
