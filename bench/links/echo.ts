/** The echo process, and one question to it over each transport. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { callTcp, openSerial, type Wire } from '#tests/simulators/wire/wire.ts';

/** Sends as many bytes as an alarm has and resolves when they are back. */
export type Ask = () => Promise<void>;

export interface Echo {
  readonly pid: number;
  readonly tcpPort: number;
  readonly asks: Readonly<Record<'udp' | 'tcp' | 'http', Ask>> & { readonly serial: Ask | null };
  stop(): void;
}

/** About what a frame, a record or a report is. */
const BYTES = Buffer.alloc(80, 'x');

/** `pty`: its two ends, the echo's and ours. */
export async function startEcho(pty?: { readonly theirs: string; readonly ours: string }): Promise<Echo> {
  const program = join(import.meta.dirname, 'echoChild.ts');
  const child = spawn(process.execPath, [program, ...(pty ? [pty.theirs] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const ports = JSON.parse(line.toString()) as { udp: number; tcp: number; http: number };
  const udp = createSocket('udp4');
  const tcp = await callTcp('127.0.0.1', ports.tcp);
  const serial = pty ? await openSerial(pty.ours) : null;
  return {
    pid: child.pid!,
    tcpPort: ports.tcp,
    asks: {
      async udp() {
        udp.send(BYTES, ports.udp, '127.0.0.1');
        await once(udp, 'message');
      },
      tcp: askOver(tcp),
      async http() {
        const response = await fetch(`http://127.0.0.1:${ports.http}/`, { method: 'POST', body: BYTES });
        await response.text();
      },
      serial: serial && askOver(serial),
    },
    stop() {
      udp.close();
      tcp.close();
      serial?.close();
      child.kill('SIGKILL');
    },
  };
}

/** Asks over a wire that carries bytes: done when as many are back as went out. */
function askOver(wire: Wire): Ask {
  let due = 0;
  let onBack: () => void = () => undefined;
  wire.onBytes((bytes) => {
    due -= bytes.length;
    if (due <= 0) onBack();
  });
  return () =>
    new Promise((resolve) => {
      due = BYTES.length;
      onBack = resolve;
      wire.send(BYTES);
    });
}
