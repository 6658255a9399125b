/**
 * Whether other machines can reach this station. Closed until an administrator opens it, or station.json says so; either way
 * it is a fact in the journal and holds over restarts.
 */
import { z } from 'zod';
import { ok, type Result, refuse } from '../kit/result.ts';
import { hostField } from '../wire/links/fields.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';
import type { StatedBy } from './link.ts';

export interface LanState {
  readonly isOpen: boolean;
  /** The address of this machine it listens on, `0.0.0.0` for all of them. */
  readonly host: string;
  readonly port: number;
  readonly statedBy: StatedBy;
  /** SHA-256 of the station's certificate, 64 hex digits. */
  readonly fingerprint: string;
  readonly changedAt: number;
  readonly changedBy: string;
}

export type LanEventBody = {
  'lan.opened': { host: string; port: number; fingerprint: string; statedBy: StatedBy };
  'lan.closed': { statedBy: StatedBy };
  'lan.certificateRenewed': { fingerprint: string };
  /** Somebody guessed at join codes. */
  'lan.joinBlocked': { address: string; untilAt: number };
};

export const DEFAULT_LAN_PORT = 4_743;
export const LAN_STREAM = 'lan:station';

export const LAN_COMMAND_BODIES = {
  'lan.open': z.strictObject({
    host: hostField.default('0.0.0.0'),
    port: z.number().int().min(0).max(65_535).default(DEFAULT_LAN_PORT),
  }),
  'lan.close': z.strictObject({}),
  'lan.renewCertificate': z.strictObject({}),
} as const;
export type LanCommandKind = keyof typeof LAN_COMMAND_BODIES;

export type LanCommand =
  | ({ kind: 'open' } & LanEventBody['lan.opened'])
  | { kind: 'close'; statedBy: StatedBy }
  | { kind: 'renew'; fingerprint: string }
  | ({ kind: 'block' } & LanEventBody['lan.joinBlocked']);

export function decideLan(state: LanState | null, command: LanCommand): Result<Draft[]> {
  const { kind, ...body } = command;
  switch (kind) {
    case 'open': {
      const { host, port, fingerprint, statedBy } = body as LanEventBody['lan.opened'];
      const isSame = state?.isOpen && state.host === host && state.port === port && state.statedBy === statedBy;
      if (isSame && state.fingerprint === fingerprint) return ok([]);
      return ok([draft('lan.opened', { host, port, fingerprint, statedBy })]);
    }
    case 'close': {
      const { statedBy } = body as LanEventBody['lan.closed'];
      if (!state?.isOpen) return refuse('lanClosed', '局域网接入没有开放');
      // It would be back at the next start: it has to leave the file.
      if (state.statedBy === 'station' && statedBy === 'desk')
        return refuse('lanOfStation', '局域网接入写在 station.json 中：请在那里删除');
      return ok([draft('lan.closed', { statedBy })]);
    }
    case 'renew':
      return ok([draft('lan.certificateRenewed', body as LanEventBody['lan.certificateRenewed'])]);
    case 'block':
      return ok([draft('lan.joinBlocked', body as LanEventBody['lan.joinBlocked'])]);
  }
}

export function evolveLan(state: LanState | null, event: StoredEvent): LanState | null {
  const changed = { changedAt: event.at, changedBy: nameOfActor(event.actor) };
  switch (event.kind as keyof LanEventBody) {
    case 'lan.opened':
      return { isOpen: true, ...(event.body as LanEventBody['lan.opened']), ...changed };
    case 'lan.closed':
      return state && { ...state, isOpen: false, ...changed };
    case 'lan.certificateRenewed':
      return state && { ...state, ...(event.body as LanEventBody['lan.certificateRenewed']), ...changed };
    default:
      return state;
  }
}

const draft = <Kind extends keyof LanEventBody>(kind: Kind, body: LanEventBody[Kind]): Draft => ({
  stream: LAN_STREAM,
  kind,
  body,
});
