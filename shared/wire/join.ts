/** Joining a host, across the bridge: what the window asks of the shell, and what the shell knows of the host. */

import type { MachineRole } from '../domain/machine.ts';
import type { Bilingual } from '../kit/bilingual.ts';

export type JoinResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly reason: Bilingual };

/** What answered at an address. Nothing has been sent there yet but a greeting. */
export interface HostLook {
  /** `host:port` as it will be kept. */
  readonly address: string;
  /** SHA-256 of the certificate, 64 hex digits. */
  readonly fingerprint: string;
}

export interface JoinWish {
  readonly address: string;
  /** The one the officer compared: the code goes to nobody else. */
  readonly fingerprint: string;
  readonly code: string;
}

/** The host this machine has joined. */
export interface JoinedHost {
  readonly address: string;
  readonly fingerprint: string;
  readonly stationName: string;
  /** What the host calls this machine. */
  readonly machineName: string;
  readonly role: MachineRole;
  readonly joinedAt: number;
  /** The pack copied from the host before: what draws the map until the host answers. Null: none yet. */
  readonly packId: string | null;
  /** The system keeps no secrets for us here: the token lies in a file only this user can read. */
  readonly isTokenInFile: boolean;
}

/** How this machine stands to a host, when its window starts. */
export interface JoinStart {
  /** Null: the machine has a core of its own, or is about to join. */
  readonly joined: JoinedHost | null;
  /** Asked for on the command line and not done yet, with what stood in the way. */
  readonly wanted: { readonly address: string; readonly code: string; readonly problem: Bilingual | null } | null;
  /** A machine that runs a station of its own does not join another's. */
  readonly mayJoin: boolean;
}
