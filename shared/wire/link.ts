import type { Bilingual } from '../kit/bilingual.ts';
import type { RemoteAddress, SignalReason } from './signal.ts';

/** Health of one configured wire, as windows and /api show it. Counters run since the core started. */
export interface LinkHealth {
  readonly id: string;
  readonly protocol: string;
  readonly transport: string;
  readonly address: string;
  readonly isUp: boolean;
  /** Why it is not up, or what is wrong while it is. */
  readonly fault: Bilingual | null;
  readonly lastFrameAt: number | null;
  readonly received: number;
  readonly answered: number;
  /** Frames refused, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Datagrams the kernel dropped before we saw them; null where it cannot be known. */
  readonly kernelDrops: number | null;
  /** Datagrams were lost lately because we were too slow. Devices retransmit, so alarms are late rather than gone. */
  readonly isOverloaded: boolean;
}

/** What became of a frame, for counters and the panel. */
export type FrameOutcome = 'accepted' | 'duplicate' | 'heartbeat' | 'unreadable' | 'stranger' | 'refused' | 'dropped';

/** More than the health line: for the link panel. */
export interface LinkReport extends LinkHealth {
  readonly outcomes: Readonly<Record<FrameOutcome, number>>;
  readonly acked: number;
  readonly naked: number;
  readonly duh: number;
  /** Signals the desk could not make durable: not answered. */
  readonly notStored: number;
  readonly receiveBufferBytes: number;
  /** Open connections; null over datagrams. */
  readonly connections: number | null;
  /** Frames received and not answered yet. */
  readonly inFlight: number;
}

/** One frame as the panel shows it. */
export interface RecentFrame {
  readonly at: number;
  readonly remote: RemoteAddress;
  /** Lower case hex, whole. */
  readonly raw: string;
  readonly outcome: FrameOutcome;
  readonly reason: string | null;
  /** As `npm run decode` prints it. */
  readonly decoded: object;
}

/** Somebody calls on a link who is not enrolled there, or cannot be believed. */
export interface UnknownCaller {
  readonly linkId: string;
  readonly protocol: string;
  /** As sent; empty where the frame names none. */
  readonly account: string;
  readonly remote: RemoteAddress;
  readonly reason: SignalReason;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly count: number;
  readonly lastRaw: string;
  /** What it said last, readable as far as it is. */
  readonly events: readonly Bilingual[];
  /** WGS-84 degrees, where it sent any. */
  readonly position: { readonly lon: number; readonly lat: number } | null;
}
