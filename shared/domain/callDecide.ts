/** What may be done in a call. Pure; the last word of every decision is whether the call is over by it. */
import { ok, type Result, refuse } from '../kit/result.ts';
import {
  CALL_PARTIES_MOST,
  type CallEndReason,
  type CallEventBody,
  type CallEventKind,
  type CalledParty,
  type CallParty,
  type CallState,
  callStream,
  isIn,
  isOpenCall,
  isRung,
  type LeaveReason,
  type MissReason,
  partyOf,
} from './call.ts';
import { evolveCall } from './callEvolve.ts';
import type { Draft } from './event.ts';
import type { EvidenceFile } from './evidence.ts';

/** Parts of so many seconds each: more is a day of recording in one call. */
const RECORDINGS_MOST = 500;
/** What was recorded may come this long after the call. */
export const RECORDING_LATE_MS = 3_600_000;

export type CallCommand =
  | ({ kind: 'start' } & CallEventBody['call.started'])
  | { kind: 'answer'; partyId: string; personId: string | null; endpoint: string }
  | { kind: 'refuse'; partyId: string; reason: string }
  | { kind: 'join'; party: CalledParty; personId: string | null; endpoint: string }
  | { kind: 'leave'; partyId: string; reason: LeaveReason }
  | { kind: 'record'; partyId: string; on: boolean }
  | { kind: 'keepRecording'; personId: string; file: EvidenceFile; fromAt: number; untilAt: number }
  /** What the station sees by itself. */
  | { kind: 'rang' | 'connect' | 'interrupt'; partyId: string }
  | { kind: 'miss'; partyId: string; reason: MissReason };

/** `calls`: all that are open, for nobody is in two at once. */
export function decideCall(
  state: CallState | undefined,
  command: CallCommand,
  now: number,
  calls: Iterable<CallState> = [],
): Result<Draft[]> {
  if (command.kind === 'start') return start(command, calls);
  if (!state) return refuse('unknownCall', '没有这次通话');
  if (command.kind === 'keepRecording') return keep(state, command, now);
  if (!isOpenCall(state)) return refuse('callOver', '通话已结束');
  const decided = decideOpen(state, command, calls);
  return decided.ok ? ok(withEnding(state, decided.value, now)) : decided;
}

function start({ kind: _, ...body }: Extract<CallCommand, { kind: 'start' }>, calls: Iterable<CallState>) {
  if (body.called.length === 0) return refuse('nobodyToCall', '没有可以视频通话的成员');
  if (body.called.length + 2 > CALL_PARTIES_MOST) return refuse('callFull', `一次最多呼叫 ${CALL_PARTIES_MOST - 2} 方`);
  for (const call of calls) {
    if (!isOpenCall(call)) continue;
    const busy = call.parties.find(
      (party) =>
        (isIn(party) || isRung(party)) &&
        (party.personId === body.caller.personId || body.called.some(({ partyId }) => partyId === party.partyId)),
    );
    if (busy?.personId === body.caller.personId) return refuse('alreadyInCall', '您已在另一通话中，请先挂断');
    if (busy) return refuse('partyInCall', `${busy.name} 正在通话`);
  }
  return ok([draft(body.callId, 'call.started', body)]);
}

function decideOpen(
  state: CallState,
  command: Exclude<CallCommand, { kind: 'start' | 'keepRecording' }>,
  calls: Iterable<CallState>,
): Result<Draft[]> {
  if (command.kind === 'join') return join(state, command, calls);
  const party = partyOf(state, command.partyId);
  if (!party) return refuse('notInCall', '不是本次通话的一方');
  const of = { callId: state.id, partyId: party.partyId, name: party.name };
  switch (command.kind) {
    case 'answer':
      if (!isRung(party)) return refuse('callAnswered', `${party.name} 已应答或已结束`);
      return ok([draft(state.id, 'call.answered', { ...of, personId: command.personId, endpoint: command.endpoint })]);
    case 'refuse':
      if (!isRung(party)) return refuse('callAnswered', `${party.name} 已应答或已结束`);
      return ok([draft(state.id, 'call.refused', { ...of, reason: command.reason })]);
    case 'leave':
      if (!isIn(party)) return refuse('notInCall', `${party.name} 不在通话中`);
      return ok([...stopped(state, party), draft(state.id, 'call.left', { ...of, reason: command.reason })]);
    case 'record':
      return record(state, party, command.on);
    case 'rang':
      return ok(party.state === 'called' ? [draft(state.id, 'call.rang', of)] : []);
    case 'miss':
      return ok(isRung(party) ? [draft(state.id, 'call.missed', { ...of, reason: command.reason })] : []);
    case 'connect':
      return ok(isIn(party) && party.state !== 'connected' ? [draft(state.id, 'call.connected', of)] : []);
    case 'interrupt':
      return ok(party.state === 'connected' ? [...stopped(state, party), draft(state.id, 'call.interrupted', of)] : []);
  }
}

/** A further seat, or a party that comes back by another window or page. */
function join(
  state: CallState,
  { party, personId, endpoint }: Extract<CallCommand, { kind: 'join' }>,
  calls: Iterable<CallState>,
): Result<Draft[]> {
  const before = partyOf(state, party.partyId);
  const others = state.parties.filter((one) => one !== before && (isIn(one) || isRung(one)));
  if (others.length >= CALL_PARTIES_MOST) return refuse('callFull', `通话最多 ${CALL_PARTIES_MOST} 方`);
  const isElsewhere = [...calls].some(
    (call) =>
      call.id !== state.id &&
      isOpenCall(call) &&
      call.parties.some((one) => one.partyId === party.partyId && isIn(one)),
  );
  if (isElsewhere) return refuse('alreadyInCall', '您已在另一通话中，请先挂断');
  return ok([draft(state.id, 'call.joined', { callId: state.id, party, personId, endpoint })]);
}

function record(state: CallState, party: CallParty, on: boolean): Result<Draft[]> {
  const of = { callId: state.id, partyId: party.partyId, name: party.name };
  if (!isIn(party) || party.personId === null) return refuse('notInCall', '只有通话中的席位可以录像');
  if (!on) return ok(stopped(state, party));
  if (state.recording?.partyId === party.partyId) return ok([]);
  if (state.recording) return refuse('alreadyRecording', `${state.recording.name} 正在录像`);
  return ok([draft(state.id, 'call.recordingStarted', { ...of, personId: party.personId })]);
}

/** Nothing is recorded by a party that is not there: its mark would be a lie. */
function stopped({ id, recording }: CallState, { partyId, name }: CallParty): Draft[] {
  return recording?.partyId === partyId ? [draft(id, 'call.recordingStopped', { callId: id, partyId, name })] : [];
}

function keep(
  state: CallState,
  { personId, file, fromAt, untilAt }: Extract<CallCommand, { kind: 'keepRecording' }>,
  now: number,
): Result<Draft[]> {
  if (!state.recorders.includes(personId)) return refuse('notRecording', '您没有在本次通话中录像');
  if (state.recordings.some((kept) => kept.file.hash === file.hash)) return ok([]);
  if (state.recordings.length >= RECORDINGS_MOST || (state.endedAt !== null && now - state.endedAt > RECORDING_LATE_MS))
    return refuse('callOver', '通话已结束，不再接收录像');
  const { id: callId, incidentId } = state;
  return ok([draft(callId, 'call.recordingKept', { callId, incidentId, file, fromAt, untilAt })]);
}

function withEnding(state: CallState, drafts: Draft[], now: number): Draft[] {
  const actor = { kind: 'system', id: 'calls' } as const;
  const next = drafts.reduce((call, { kind, body }) => evolveCall(call, { kind, body, at: now, actor }) ?? call, state);
  const reason = endOf(next);
  if (reason === null) return drafts;
  const recorder = next.recording && partyOf(next, next.recording.partyId);
  const seconds = Math.round(Math.max(0, now - state.startedAt) / 1_000);
  return [
    ...drafts,
    ...(recorder ? stopped(next, recorder) : []),
    draft(state.id, 'call.ended', { callId: state.id, reason, seconds }),
  ];
}

/** Null: it goes on. A call is the desk's: it ends with the last seat, or when nobody is left to talk to. */
function endOf({ parties }: CallState): CallEndReason | null {
  const present = parties.filter(isIn);
  const hasSeat = present.some(({ unitId }) => unitId === null);
  const hasOther = present.length > 1 || parties.some(isRung);
  if (hasSeat && hasOther) return null;
  const [, ...called] = parties;
  if (called.some(({ answeredAt }) => answeredAt !== null)) {
    const last = parties.filter(({ state }) => state === 'left').toSorted((one, other) => other.since - one.since)[0];
    return last?.reason === 'networkLost' || last?.reason === 'noMedia' ? last.reason : 'hungUp';
  }
  if (!hasSeat) return 'cancelled';
  if (called.every(({ state }) => state === 'refused')) return 'refused';
  return called.every(({ reason }) => reason === 'noNetwork') ? 'noNetwork' : 'noAnswer';
}

function draft<Kind extends CallEventKind>(callId: string, kind: Kind, body: CallEventBody[Kind]): Draft {
  return { stream: callStream(callId), kind, body };
}
