import type { Problem } from '#shared/kit/result.ts';
import type { DeviceImportResult } from '#shared/wire/deviceImport.ts';
import type { ConnectionState } from './connection.ts';

/** What became of a command, said as far as it is known. */
export type CommandOutcome =
  | {
      readonly state: 'done';
      readonly commandId: string;
      readonly seq: number;
      readonly incidentId?: string;
      readonly dispatchId?: string;
      readonly walkTestId?: string;
      readonly imported?: DeviceImportResult;
      /** Done, and yet worth a look. */
      readonly warnings?: readonly Problem[];
    }
  /** The core said no, and why; `problems` where it can point at fields of what was sent. */
  | {
      readonly state: 'refused';
      readonly commandId: string;
      readonly code: string;
      readonly message: string;
      readonly problems?: readonly Problem[];
    }
  /** Never left this window: the core is not there. Nothing is queued. */
  | { readonly state: 'notSent'; readonly connection: ConnectionState }
  /** Sent twice with one commandId, never answered: it may or may not have been done. */
  | { readonly state: 'uncertain'; readonly commandId: string };
