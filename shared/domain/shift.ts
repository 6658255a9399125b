/**
 * A shift of the desk: who is down for it, who signed in to it, what was noted in it. Everything is on the stream `shift:<id>`;
 * the hand-over between two of them is handOver.ts, what seats may ask shiftCommands.ts. Pure.
 */
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';

/** What somebody does in it. The leader 带班领导 is there for the officers, who sit at the desk. */
export const SHIFT_POSTS = ['duty', 'leader'] as const;
export type ShiftPost = (typeof SHIFT_POSTS)[number];

/** An account of the station; where nobody can sign in, the seat that acts. The name is as it was then. */
export interface ShiftPerson {
  readonly accountId: string;
  readonly name: string;
}

export interface RosteredPerson extends ShiftPerson {
  readonly post: ShiftPost;
}

export interface Attendance extends ShiftPerson {
  /** Null: was not down for it. */
  readonly post: ShiftPost | null;
  readonly beganAt: number;
  readonly endedAt: number | null;
  /** After the beginning of the shift; 0 for who was in time or not down for it. */
  readonly lateMinutes: number;
}

export interface ShiftNote {
  readonly id: string;
  readonly text: string;
  readonly at: number;
  readonly by: string;
  /** 须交接: is in every hand-over until somebody settles it. */
  readonly mustHandOver: boolean;
  readonly settledAt: number | null;
  readonly settledBy: string | null;
}

export interface ShiftState {
  readonly id: string;
  readonly name: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly people: readonly RosteredPerson[];
  /** Nobody had planned it: somebody signed in when no shift was down. */
  readonly isAdHoc: boolean;
  /** In order of signing in; who came back has a line for each time. */
  readonly attendance: readonly Attendance[];
  readonly notes: readonly ShiftNote[];
}

export type ShiftFacts = Pick<ShiftState, 'name' | 'startAt' | 'endAt' | 'people' | 'isAdHoc'>;

export type ShiftEventBody = {
  /** Stated, or stated anew. */
  'shift.planned': { shiftId: string } & ShiftFacts;
  'shift.cancelled': { shiftId: string };
  'shift.begun': { shiftId: string; person: ShiftPerson; post: ShiftPost | null; lateMinutes: number };
  'shift.ended': { shiftId: string; person: ShiftPerson; because: 'own' | 'handedOver' | 'sealed' };
  'shift.noted': { shiftId: string; noteId: string; text: string; mustHandOver: boolean };
  'shift.noteSettled': { shiftId: string; noteId: string; text: string };
};

export const shiftStream = (shiftId: string) => `shift:${shiftId}`;

/** Somebody may sign in so long before a shift begins, and is late so long after. */
export const EARLY_MS = 60 * 60_000;
export const LATE_MS = 5 * 60_000;
/** Nobody expects him any more. */
export const ABSENT_MS = 30 * 60_000;
/** Of a shift nobody had planned. */
export const AD_HOC_MS = 12 * 3_600_000;

export type ShiftCommand =
  | { kind: 'plan'; shiftId: string; facts: ShiftFacts }
  | { kind: 'cancel' }
  | { kind: 'begin'; person: ShiftPerson }
  | { kind: 'end'; person: ShiftPerson; because: ShiftEventBody['shift.ended']['because'] }
  | { kind: 'note'; noteId: string; text: string; mustHandOver: boolean }
  | { kind: 'settleNote'; noteId: string };

/** The rules of one shift. Who else is on duty and what is to be handed over is for the desk (main/core/desk/shifts.ts). */
export function decideShift(state: ShiftState | undefined, command: ShiftCommand, now: number): Result<Draft[]> {
  if (command.kind === 'plan') {
    const { shiftId, facts } = command;
    if (facts.endAt <= facts.startAt) return refuse('shiftTimes', '班次的结束时间须晚于开始时间');
    return ok(state && isSamePlan(state, facts) ? [] : [draft(shiftId, 'shift.planned', { shiftId, ...facts })]);
  }
  if (!state) return refuse('unknownShift', '没有这个班次');
  const { id: shiftId } = state;
  switch (command.kind) {
    case 'cancel':
      if (state.attendance.length > 0) return refuse('shiftWorked', `班次“${state.name}”已有人上班，不能取消`);
      return ok([draft(shiftId, 'shift.cancelled', { shiftId })]);
    case 'begin': {
      const { person } = command;
      if (presentIn(state).some(({ accountId }) => accountId === person.accountId))
        return refuse('alreadyOnDuty', '您已在班');
      if (now < state.startAt - EARLY_MS) return refuse('shiftNotYet', '班次开始前一小时内才能签到');
      if (now >= state.endAt) return refuse('shiftOver', '这个班次已经结束');
      const post = state.people.find(({ accountId }) => accountId === person.accountId)?.post ?? null;
      const isBack = state.attendance.some(({ accountId }) => accountId === person.accountId);
      const lateMs = now - state.startAt;
      const lateMinutes = post !== null && !isBack && lateMs > LATE_MS ? Math.floor(lateMs / 60_000) : 0;
      return ok([draft(shiftId, 'shift.begun', { shiftId, person, post, lateMinutes })]);
    }
    case 'end': {
      const { person, because } = command;
      if (!presentIn(state).some(({ accountId }) => accountId === person.accountId)) return NOT_ON_DUTY;
      return ok([draft(shiftId, 'shift.ended', { shiftId, person, because })]);
    }
    case 'note': {
      const { kind, ...note } = command;
      return ok([draft(shiftId, 'shift.noted', { shiftId, ...note })]);
    }
    case 'settleNote': {
      const note = state.notes.find(({ id }) => id === command.noteId);
      if (!note) return refuse('unknownNote', '没有这条备注');
      if (note.settledAt !== null) return refuse('noteSettled', '这条备注已办结');
      return ok([draft(shiftId, 'shift.noteSettled', { shiftId, noteId: note.id, text: note.text })]);
    }
  }
}

export const NOT_ON_DUTY = refuse('notOnDuty', '您不在班：请先签到');

export function evolveShift(state: ShiftState | undefined, event: StoredEvent): ShiftState | undefined {
  const kind = event.kind as keyof ShiftEventBody;
  if (kind === 'shift.planned') {
    const { shiftId: id, ...facts } = event.body as ShiftEventBody['shift.planned'];
    return { id, ...facts, attendance: state?.attendance ?? [], notes: state?.notes ?? [] };
  }
  if (!state) return undefined;
  switch (kind) {
    case 'shift.cancelled':
      return undefined;
    case 'shift.begun': {
      const { person, post, lateMinutes } = event.body as ShiftEventBody['shift.begun'];
      const came: Attendance = { ...person, post, beganAt: event.at, endedAt: null, lateMinutes };
      return { ...state, attendance: [...state.attendance, came] };
    }
    case 'shift.ended': {
      const { person } = event.body as ShiftEventBody['shift.ended'];
      const attendance = state.attendance.map((line) =>
        line.accountId === person.accountId && line.endedAt === null ? { ...line, endedAt: event.at } : line,
      );
      return { ...state, attendance };
    }
    case 'shift.noted': {
      const { noteId: id, text, mustHandOver } = event.body as ShiftEventBody['shift.noted'];
      const written = { id, text, mustHandOver, at: event.at, by: nameOfActor(event.actor) };
      return { ...state, notes: [...state.notes, { ...written, settledAt: null, settledBy: null }] };
    }
    case 'shift.noteSettled': {
      const { noteId } = event.body as ShiftEventBody['shift.noteSettled'];
      const settled = { settledAt: event.at, settledBy: nameOfActor(event.actor) };
      return { ...state, notes: state.notes.map((note) => (note.id === noteId ? { ...note, ...settled } : note)) };
    }
    default:
      return state;
  }
}

type Shifts = Iterable<ShiftState>;

export const presentIn = ({ attendance }: Pick<ShiftState, 'attendance'>): readonly Attendance[] =>
  attendance.filter(({ endedAt }) => endedAt === null);

/** The shift somebody is signed in to now. */
export function shiftOf(shifts: Shifts, accountId: string): ShiftState | undefined {
  for (const shift of shifts) if (presentIn(shift).some((line) => line.accountId === accountId)) return shift;
  return undefined;
}

/** Everybody who is on duty now, in order of signing in. */
export function onDuty(shifts: Shifts): readonly (Attendance & { readonly shiftId: string })[] {
  return [...shifts]
    .flatMap((shift) => presentIn(shift).map((line) => ({ ...line, shiftId: shift.id })))
    .sort((one, other) => one.beganAt - other.beganAt);
}

/** The one whose time it is, the one with somebody in it first; undefined: none is down for this moment. */
export function runningShift(shifts: Shifts, now: number): ShiftState | undefined {
  const running = [...shifts].filter(({ startAt, endAt }) => startAt <= now && now < endAt);
  return running.find((shift) => presentIn(shift).length > 0) ?? running[0];
}

/** What somebody who signs in now most likely comes for: the one he is down for, or the one that runs. */
export function suggestedShift(shifts: Shifts, accountId: string, now: number): ShiftState | undefined {
  const open = openShifts(shifts, now);
  return plannedShift(open, accountId, now) ?? runningShift(open, now);
}

/** The one he is down for, where it may be signed in to now. */
export const plannedShift = (shifts: Shifts, accountId: string, now: number): ShiftState | undefined =>
  openShifts(shifts, now).find(({ people }) => people.some((person) => person.accountId === accountId));

/** Those the clock lets somebody sign in to now, the one that began last first. */
export const openShifts = (shifts: Shifts, now: number): readonly ShiftState[] =>
  [...shifts]
    .filter(({ startAt, endAt }) => startAt - EARLY_MS <= now && now < endAt)
    .sort((one, other) => other.startAt - one.startAt);

/** `awaited`: still to come. `late` and `absent` are of those who have not come at all. */
export type Standing = 'awaited' | 'present' | 'left' | 'late' | 'absent';

export function standingOf(shift: ShiftState, accountId: string, now: number): Standing {
  const lines = shift.attendance.filter((line) => line.accountId === accountId);
  if (lines.some(({ endedAt }) => endedAt === null)) return 'present';
  if (lines.length > 0) return 'left';
  if (now < shift.startAt + LATE_MS) return 'awaited';
  return now < Math.min(shift.endAt, shift.startAt + ABSENT_MS) ? 'late' : 'absent';
}

const isSamePlan = (state: ShiftFacts, facts: ShiftFacts) => planOf(state) === planOf(facts);

const planOf = ({ name, startAt, endAt, people, isAdHoc }: ShiftFacts) =>
  JSON.stringify([name, startAt, endAt, isAdHoc, people.map(lineOf)]);
const lineOf = ({ accountId, name, post }: RosteredPerson) => [accountId, name, post];

function draft<Kind extends keyof ShiftEventBody>(id: string, kind: Kind, body: ShiftEventBody[Kind]): Draft {
  return { stream: shiftStream(id), kind, body };
}
