import type { ConnectionState } from './connection.ts';

/** What became of a command, said as far as it is known. */
export type CommandOutcome =
  | {
      readonly state: 'done';
      readonly commandId: string;
      readonly seq: number;
      readonly incidentId?: string;
      readonly dispatchId?: string;
    }
  /** The core said no, and why. */
  | { readonly state: 'refused'; readonly commandId: string; readonly code: string; readonly message: string }
  /** Never left this window: the core is not there. Nothing is queued. */
  | { readonly state: 'notSent'; readonly connection: ConnectionState }
  /** Sent twice with one commandId, never answered: it may or may not have been done. */
  | { readonly state: 'uncertain'; readonly commandId: string };
