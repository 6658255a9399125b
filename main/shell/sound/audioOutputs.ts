/**
 * Whether this machine has something to sound with. The browser always names a "default" output and plays happily into
 * nothing, so on Linux the cards and the sound servers are looked for themselves.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface MachineSound {
  /** Null where only the browser can tell (Windows, macOS). */
  readonly hasOutput: boolean | null;
}

export interface SoundPlaces {
  readonly platform: NodeJS.Platform;
  readonly cardsFile: string;
  /** Unix sockets of PulseAudio and PipeWire. */
  readonly sockets: readonly string[];
  /** Set when the sound server is another machine. */
  readonly hasServerAddress: boolean;
}

export function usualSoundPlaces(env: NodeJS.ProcessEnv): SoundPlaces {
  const runtime = env.XDG_RUNTIME_DIR ?? (process.getuid ? `/run/user/${process.getuid()}` : '');
  return {
    platform: process.platform,
    cardsFile: '/proc/asound/cards',
    sockets: [join(runtime, 'pulse/native'), join(runtime, 'pipewire-0'), '/run/pulse/native'],
    hasServerAddress: (env.PULSE_SERVER ?? '') !== '',
  };
}

export function lookForSound({ platform, cardsFile, sockets, hasServerAddress }: SoundPlaces): MachineSound {
  if (platform !== 'linux') return { hasOutput: null };
  return { hasOutput: hasServerAddress || hasCard(cardsFile) || sockets.some((socket) => existsSync(socket)) };
}

/** ` 0 [PCH            ]: HDA-Intel - HDA Intel PCH`; a machine without one says `--- no soundcards ---`. */
function hasCard(file: string): boolean {
  try {
    return /^\s*\d+\s+\[/m.test(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
}
