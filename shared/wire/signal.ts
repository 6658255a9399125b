/**
 * What links hand to the desk: a signal is one message of a device, decoded and judged, that must become durable;
 * news is everything else worth knowing about a caller. Links produce both, the desk decides what they mean.
 */
import type { AlarmClass, Qualifier } from '../catalog/codes.ts';
import type { Datum } from '../geo/datum.ts';

/** One thing that happened, by one code. A message may carry several. */
export interface SignalEvent {
  readonly class: AlarmClass;
  /** Contact ID digits ('120'), a SIA pair ('PA'), or a word of ours: 'NULL' heartbeat, 'TEXT', 'UNREADABLE'. */
  readonly code: string;
  /** Contact ID qualifier; for SIA 6 when the block says "old event", else null. */
  readonly qualifier: Qualifier | null;
  /** Group, area or partition as sent ('03'); null when the message names none. */
  readonly partition: string | null;
  /** Zone, point or user as sent ('008'); null when the message names none. */
  readonly zone: string | null;
  readonly text: string | null;
  readonly restore: boolean;
  readonly silent: boolean;
  readonly zh: string;
  readonly en: string;
}

export interface RemoteAddress {
  readonly address: string;
  readonly port: number;
}

/** Why a signal has no device, or no meaning; `overRate`: a source sent more than is taken in and was told so. */
export type SignalReason = 'unknownAccount' | 'undecodable' | 'unreadable' | 'overRate';

/** One message of one caller. Always holds at least one event, so nothing is shown as an empty line. */
export interface Signal {
  readonly linkId: string;
  readonly protocol: string;
  readonly remote: RemoteAddress;
  /** Epoch ms of our clock when the bytes came in: the time the 1-3-5 clocks start from. */
  readonly receivedAt: number;
  /** Every byte of the frame, lower case hex. */
  readonly raw: string;
  /** Null for a caller we do not know or cannot believe. */
  readonly deviceId: string | null;
  /** A unit that calls for help itself; it has no device record. */
  readonly unitId?: string;
  readonly account: string;
  readonly sequence: string;
  readonly token: string;
  readonly events: readonly SignalEvent[];
  /** The device's own time of sending, epoch ms; null when absent or impossible. */
  readonly deviceAt: number | null;
  /** The device's own time of occurrence (DC-09 block H), epoch ms. */
  readonly occurredAt?: number;
  /** `deviceAt - receivedAt`: positive when the device's clock runs ahead. */
  readonly skewMs: number | null;
  /** True when the skew is beyond what the link tolerates: show it, do not trust the device's time. */
  readonly isClockWrong: boolean;
  readonly authenticated: 'encrypted' | 'clear';
  /**
   * Equal for a retransmission of the same message. Kept with the alarm and given back as `recentKeys` after a restart.
   * Null for callers we do not know: their message must be fresh once they are known.
   */
  readonly duplicateKey: string | null;
  /** WGS-84 degrees sent by the device itself. */
  readonly position?: { readonly lon: number; readonly lat: number };
  /** The device is carried about: its position is believed wherever that is. */
  readonly isMoving?: boolean;
  readonly text?: string;
  readonly location?: string;
  readonly verificationUrl?: string;
  readonly reason?: SignalReason;
  /** How many like this one were counted but not delivered since the last delivered one (rate limit). */
  readonly suppressed?: number;
}

/** News about a caller. `suppressed` counts the like that were withheld by the rate limit since the last one. */
export type LinkNews =
  | {
      readonly kind: 'lostContact';
      readonly linkId: string;
      readonly deviceId: string;
      readonly at: number;
      /** Null when the device has not been heard since this core started. */
      readonly lastSeenAt: number | null;
      readonly supervisionSeconds: number;
    }
  | {
      /** Heard again after lost contact, or for the first time since this core started. */
      readonly kind: 'restored' | 'firstContact';
      readonly linkId: string;
      readonly deviceId: string;
      readonly at: number;
      /** Null when it was never heard before. */
      readonly silentMs: number | null;
    }
  | {
      /** A clear message in the name of a device that must encrypt: refused, but shown with what it claimed. */
      readonly kind: 'securityNotice';
      readonly linkId: string;
      readonly deviceId: string;
      readonly account: string;
      readonly at: number;
      readonly remote: RemoteAddress;
      readonly raw: string;
      readonly events: readonly SignalEvent[];
      readonly suppressed: number;
    }
  | {
      readonly kind: 'clockSkew';
      readonly linkId: string;
      readonly deviceId: string;
      readonly at: number;
      /** Null when the message that had to carry a time carried none that can exist. */
      readonly skewMs: number | null;
      /** True: the message was refused because of it (encrypted); false: accepted and flagged. */
      readonly isRefused: boolean;
      readonly suppressed: number;
    }
  | {
      /** A terminal has shown the order of this dispatch, or says that it could not. */
      readonly kind: 'noticeAnswered';
      readonly linkId: string;
      readonly dispatchId: string;
      readonly at: number;
      readonly isTaken: boolean;
    }
  | {
      /** Repeats of a caller without a device that were counted but not delivered as signals. */
      readonly kind: 'unknownCaller';
      readonly linkId: string;
      readonly account: string;
      readonly at: number;
      readonly suppressed: number;
    };

/**
 * A position that came in over a link (PROTOCOLS §4), not yet judged. `unitKey` is what the sender calls itself, or the id of its
 * unit or device where the link has found it already.
 */
export interface LinkFix {
  readonly linkId: string;
  readonly protocol: string;
  readonly unitKey: string;
  /** WGS-84, or what station.json states for the link under `positions.sources`. */
  readonly lon: number;
  readonly lat: number;
  /** What the device said, where the link itself has converted it. */
  readonly raw?: { readonly datum: Datum; readonly lon: number; readonly lat: number };
  readonly altitudeM: number | null;
  readonly courseDegrees: number | null;
  readonly speedMps: number | null;
  readonly accuracyM: number | null;
  readonly batteryPercent: number | null;
  /** By the device's clock, epoch ms. */
  readonly fixAt: number;
  /** When it stops holding by the sender's word, by the device's clock. */
  readonly staleAt?: number;
  /** By ours. */
  readonly receivedAt: number;
}
