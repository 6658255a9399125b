/** Starts the core in an Electron utility process: the normal way on every runtime we release with. */
import type { Readable } from 'node:stream';
import { utilityProcess } from 'electron';
import type { HostToCore } from '#shared/wire/host.ts';
import { lineReader, type StartCoreChild } from './coreChild.ts';

const LAST_WORDS_MS = 300;

export interface UtilityCoreOptions {
  readonly entry: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onOutput: (line: string) => void;
  /** As the system's list of processes and `app.getAppMetrics()` name it. */
  readonly name: string;
}

export function utilityCore({ entry, env, onOutput, name }: UtilityCoreOptions): StartCoreChild {
  return (args, listeners) => {
    const child = utilityProcess.fork(entry, [...args], {
      env: { ...env } as Record<string, string>,
      stdio: 'pipe',
      serviceName: name,
    });
    let isGone = false;
    child.on('message', listeners.onMessage);
    child.stdout?.on('data', lineReader(onOutput));
    child.stderr?.on('data', lineReader(listeners.onComplaint));
    child.on('exit', (code) => {
      isGone = true;
      // stderr is a pipe of its own: its last words, which say why, may still be on the way.
      const { stderr } = child;
      if (!stderr || isAtEnd(stderr)) return listeners.onExit(code);
      let hasEnded = false;
      const end = () => {
        clearTimeout(patience);
        if (!hasEnded) listeners.onExit(code);
        hasEnded = true;
      };
      const patience = setTimeout(end, LAST_WORDS_MS);
      stderr.once('end', end);
      stderr.once('close', end);
    });
    const send = (message: unknown) => {
      if (!isGone) child.postMessage(message);
    };
    // UtilityProcess.kill() is a SIGTERM, which a stuck core does not hear.
    const kill = () => {
      if (!isGone && child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    };
    return {
      get processId() {
        return child.pid;
      },
      send,
      requestStop: () => send({ kind: 'stop' } satisfies HostToCore),
      // It gets its process some time after it was asked for.
      kill: () => (child.pid === undefined ? void child.once('spawn', kill) : kill()),
    };
  };
}

function isAtEnd(stream: NodeJS.ReadableStream): boolean {
  return (stream as Readable).readableEnded || (stream as Readable).destroyed;
}
