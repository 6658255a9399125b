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
    }
  | { readonly kind: 'fault'; readonly code: string; readonly message: string };

export type HostToCore = { readonly kind: 'stop' };
