import { z } from 'zod';
import type { DrillPhase, SuspendReason } from '../domain/drill.ts';
import type { Bilingual } from '../kit/bilingual.ts';

/**
 * Core ⇄ the shell that supervises it, over the child's message port. Sound hangs on this wire and not on a window:
 * a frozen window must not silence an alarm.
 */
export interface UnansweredAlarm {
  readonly incidentId: string;
  readonly level: number;
  /** Duress and silent panic: nothing sounds where it was pressed; the desk hears a discreet tone. */
  readonly isSilent: boolean;
  readonly since: number;
  /** How far it has risen unaccepted: 0 at the seat, 1 leader, 2 next level, 3 wall. Each step sounds louder. */
  readonly step: number;
  /** What it is and where, in a line: names and addresses of the station, as they are. */
  readonly note: string;
}

/** Of a station of realm drill, to its shell: whether the tone may sound, and what windows beside it say. */
export interface PulsedDrill {
  readonly phase: Exclude<DrillPhase, 'ended'>;
  readonly title: Bilingual;
  /** Why it is suspended, and for what; null: it is not. */
  readonly suspended: { readonly reason: SuspendReason; readonly note: string } | null;
}

export type CoreToHost =
  | {
      readonly kind: 'ready';
      readonly url: string;
      readonly realm: 'live' | 'drill';
      readonly stationName: string;
      readonly packId: string;
      /** Absolute folder of the opened scene pack, for the shell's protocol handler. */
      readonly packDirectory: string;
    }
  /** Every second, and at once when the set changes. */
  | {
      readonly kind: 'pulse';
      readonly seq: number;
      readonly unanswered: readonly UnansweredAlarm[];
      /** When the newest public report that nobody has looked into came; null: none waits. Worth one quiet tone, not an alarm. */
      readonly reportAt: number | null;
      /** The drill that is open; null: none is. Left out by a host's pulse to its joined seats. */
      readonly drill?: PulsedDrill | null;
    }
  /** The answer to `tellDrillStation`: a station.json; null: the station is no live one. */
  | { readonly kind: 'drillStation'; readonly id: number; readonly station: unknown }
  | { readonly kind: 'fault'; readonly code: string; readonly message: string }
  | MediaWish;

/**
 * What the core wants of its media process where the shell keeps it: inside Electron only the shell can start one. `id` is the
 * core's number of that start; `send` carries what shell and window never look into.
 */
export type MediaWish =
  | { readonly kind: 'media'; readonly id: number; readonly wish: 'start' | 'kill' }
  | { readonly kind: 'media'; readonly id: number; readonly wish: 'send'; readonly message: unknown };

/** What the media process of that number said or came to; `exit` is the last. */
export type MediaNews =
  | { readonly kind: 'media'; readonly id: number; readonly news: 'message'; readonly message: unknown }
  | { readonly kind: 'media'; readonly id: number; readonly news: 'line'; readonly line: string }
  | { readonly kind: 'media'; readonly id: number; readonly news: 'exit' };

export type HostToCore =
  | { readonly kind: 'stop' }
  /** To a live core: this station as a drill would find it, without any way to the outside (main/core/drill/roomStation.ts). */
  | { readonly kind: 'tellDrillStation'; readonly id: number }
  /** To the core of a drill room: whether the live station beside it has a real alarm that nobody has answered. */
  | { readonly kind: 'liveAlarm'; readonly isUnanswered: boolean }
  | MediaNews;

/** In the environment of a core: the token of this machine's own wall. */
export const WALL_SEAT = 'PINGAN_WALL_TOKEN';

/**
 * In the environment of a core of realm drill: the seats its shell sits down at it besides its own, as a list in JSON. A live core
 * takes no seats in this way.
 */
export const DRILL_SEATS = 'PINGAN_DRILL_SEATS';
export const drillSeatsSchema = z
  .array(
    z.strictObject({
      token: z.string().min(32).max(200),
      role: z.enum(['duty', 'director']),
      name: z.string().min(1).max(60),
    }),
  )
  .max(16);
export type DrillSeat = z.output<typeof drillSeatsSchema>[number];

/** In the environment of a core whose shell keeps the media process for it. */
export const SHELL_KEEPS_MEDIA = 'PINGAN_SHELL_KEEPS_MEDIA';
/** All that a media process is given of its starter's environment: what finds files and libraries, no token and no secret. */
export const MEDIA_ENVIRONMENT: readonly string[] = [
  ...['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LANG', 'LC_ALL', 'TZ', 'NODE_PATH', 'LD_LIBRARY_PATH'],
];
