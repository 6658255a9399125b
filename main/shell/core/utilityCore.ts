/** Starts the core in an Electron utility process: the normal way on every runtime we release with. */
import { utilityProcess } from 'electron';
import type { HostToCore } from '#shared/wire/host.ts';
import { lineReader, type StartCoreChild } from './coreChild.ts';

export interface UtilityCoreOptions {
  readonly entry: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onOutput: (line: string) => void;
}

export function utilityCore({ entry, env, onOutput }: UtilityCoreOptions): StartCoreChild {
  return (args, listeners) => {
    const child = utilityProcess.fork(entry, [...args], {
      env: { ...env } as Record<string, string>,
      stdio: 'pipe',
      serviceName: "Ping'an core",
    });
    let isGone = false;
    child.on('message', listeners.onMessage);
    child.stdout?.on('data', lineReader(onOutput));
    child.stderr?.on('data', lineReader(listeners.onComplaint));
    child.on('exit', (code) => {
      isGone = true;
      // stderr is a pipe of its own: its last words may still be on the way.
      setImmediate(() => listeners.onExit(code));
    });
    return {
      get processId() {
        return child.pid;
      },
      requestStop: () => {
        const stop: HostToCore = { kind: 'stop' };
        if (!isGone) child.postMessage(stop);
      },
      kill: () => {
        // UtilityProcess.kill() is a SIGTERM, which a stuck core does not hear.
        if (!isGone && child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      },
    };
  };
}
