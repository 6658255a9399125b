/** Signing in: `POST /api/session`, `GET /api/session`, `DELETE /api/session`, and the list of an administrator, `GET /api/accounts`. */
import { z } from 'zod';
import { ACCOUNT_ROLES, type AccountState } from '../domain/account.ts';
import type { Role } from './roles.ts';

export const signInSchema = z.strictObject({
  loginName: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
  /** Of the authenticator, or a spare code; for accounts that ask for one. */
  code: z.string().max(40).optional(),
  /** Comes on duty in the same step: `planned` where he is down for a shift now and else not at all; `any` in any case. */
  shift: z.enum(['planned', 'any']).optional(),
});
export type SignInRequest = z.infer<typeof signInSchema>;

export const ownPasswordSchema = z.strictObject({
  current: z.string().min(1).max(256),
  password: z.string().min(1).max(256),
});

/** `POST /api/session/second-factor`: begins. */
export const secondFactorBeginSchema = z.strictObject({ password: z.string().min(1).max(256) });
/** What an authenticator is told: as a square code, or typed. Nothing changes until one of its codes is shown. */
export interface SecondFactorOffer {
  /** Base32. */
  readonly secret: string;
  /** `otpauth://…` */
  readonly uri: string;
}

/** `PUT`: the first code of the authenticator. */
export const secondFactorConfirmSchema = z.strictObject({ code: z.string().min(1).max(40) });
/** Each is good once in the place of a code. Answered once; the station keeps their hashes. */
export interface SecondFactorSpares {
  readonly spareCodes: readonly string[];
}

/** `DELETE`: both, so that an open seat alone does not take it away. */
export const secondFactorEndSchema = z.strictObject({
  password: z.string().min(1).max(256),
  code: z.string().min(1).max(40),
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
/** What became of `shift` in a sign-in: null where nothing was asked, or nothing was planned. */
export type ShiftOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly message: string };

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
