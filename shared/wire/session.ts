/** Signing in: `POST /api/session`, `GET /api/session`, `DELETE /api/session`, and the list of an administrator, `GET /api/accounts`. */
import { z } from 'zod';
import { ACCOUNT_ROLES, type AccountState } from '../domain/account.ts';
import type { Role } from './roles.ts';

export const signInSchema = z.strictObject({
  loginName: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
});
export type SignInRequest = z.infer<typeof signInSchema>;

export const ownPasswordSchema = z.strictObject({
  current: z.string().min(1).max(256),
  password: z.string().min(1).max(256),
});

export const signedInSchema = z.strictObject({
  /** Shown as a bearer token and in the hello of a seat. Answered once; the station keeps its hash. */
  token: z.string().min(1).max(200),
  account: z.strictObject({
    id: z.string().min(1).max(80),
    name: z.string().max(80),
    role: z.enum(ACCOUNT_ROLES),
    scope: z.string().max(40).nullable(),
  }),
});
export type SignedIn = Readonly<z.infer<typeof signedInSchema>>;

/** `required`: seats of machines only look until somebody signs in. `unset`: nobody has an account yet. `off`: a drill. */
export type SignInState = 'required' | 'unset' | 'off';

/** `machine`: a seat that vouches for a machine, not for a person. `program`: a token of station.json. */
export type SeatBearer = 'person' | 'machine' | 'program';

/** `GET /api/session`: who asks. */
export interface SessionFacts {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly scope: string | null;
  readonly bearer: SeatBearer;
  readonly signIn: SignInState;
}

export interface StationSession {
  readonly id: string;
  readonly accountId: string;
  readonly openedAt: number;
  readonly seenAt: number;
  readonly address: string;
}

/** `GET /api/accounts`. */
export interface AccountsReport {
  readonly accounts: readonly AccountState[];
  readonly sessions: readonly StationSession[];
}
