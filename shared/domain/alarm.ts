import { z } from 'zod';
import type { AlarmClass } from '../catalog/codes.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';

/** One signal, as received. Never edited: what people think of it are further events. */
export interface AlarmFacts {
  readonly alarmId: string;
  /** Null when the account is not enrolled, or the frame could not be read. */
  readonly deviceId: string | null;
  readonly linkId: string;
  readonly protocol: string;
  readonly remote: string;
  readonly account: string | null;
  readonly class: AlarmClass;
  /** The wire's own code: Contact ID `120`, SIA `PA`, or empty when unreadable. */
  readonly code: string;
  readonly qualifier: number | null;
  readonly partition: string | null;
  readonly zone: string | null;
  readonly restore: boolean;
  readonly silent: boolean;
  readonly title: { readonly zh: string; readonly en: string };
  readonly text: string | null;
  readonly receivedAt: number;
  readonly deviceAt: number | null;
  readonly skewMs: number | null;
  readonly authenticated: 'encrypted' | 'clear';
  /** Position sent by the device itself, WGS-84 degrees. */
  readonly position: { readonly lon: number; readonly lat: number } | null;
  readonly verificationUrl: string | null;
  /** Why a person must look at it although it opened no incident. */
  readonly attention: 'unknownAccount' | 'undecodable' | 'unreadable' | 'overRate' | null;
  /** Why it opened no incident although its class would have; absent: nothing was set aside. */
  readonly setAside?: 'maintenance' | 'walkTest' | 'shelved';
  /** How many like it were held back by the rate limit since the last one shown. */
  readonly suppressed: number;
  /** Equal for a retransmission; null for a caller we do not know. */
  readonly duplicateKey: string | null;
  /** The whole frame, hex. */
  readonly raw: string;
}

export interface AlarmState extends AlarmFacts {
  readonly seq: number;
  readonly incidentId: string | null;
  readonly reviewedAt: number | null;
  readonly reviewedBy: string | null;
}

export type AlarmEventBody = {
  'alarm.received': AlarmFacts;
  'alarm.reviewed': { alarmId: string; note: string };
};

export const alarmReviewSchema = z.strictObject({ alarmId: z.string().min(1), note: z.string().max(500).default('') });

export type AlarmCommand =
  | { kind: 'alarm.receive'; alarm: AlarmFacts }
  | ({ kind: 'alarm.review' } & z.infer<typeof alarmReviewSchema>);

export const alarmStream = (alarmId: string) => `alarm:${alarmId}`;

export function decideAlarm(state: AlarmState | undefined, command: AlarmCommand): Result<Draft[]> {
  if (command.kind === 'alarm.receive') {
    if (state) return refuse('alarmExists', `报警 ${command.alarm.alarmId} 已入库`);
    return ok([{ stream: alarmStream(command.alarm.alarmId), kind: 'alarm.received', body: command.alarm }]);
  }
  if (!state) return refuse('unknownAlarm', `没有报警 ${command.alarmId}`);
  if (state.reviewedAt !== null) return refuse('alreadyReviewed', `该信号已由 ${state.reviewedBy} 核实`);
  const body: AlarmEventBody['alarm.reviewed'] = { alarmId: state.alarmId, note: command.note };
  return ok([{ stream: alarmStream(state.alarmId), kind: 'alarm.reviewed', body }]);
}

export function evolveAlarm(state: AlarmState | undefined, event: StoredEvent): AlarmState | undefined {
  if (event.kind === 'alarm.received') {
    const facts = event.body as AlarmEventBody['alarm.received'];
    return { ...facts, seq: event.seq, incidentId: null, reviewedAt: null, reviewedBy: null };
  }
  if (event.kind === 'alarm.reviewed' && state) {
    return { ...state, reviewedAt: event.at, reviewedBy: nameOfActor(event.actor) };
  }
  return state;
}
