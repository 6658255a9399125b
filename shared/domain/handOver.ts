/**
 * 交接班. The giver opens it, the taker touches every item of it, both sign the same thing, and it is the taker's. What is in it is
 * worked out anew each time (handOverItems.ts): an item that has changed since it was touched is an item that has not been touched.
 * Where nobody is there to take it, it is sealed and waits; the next one takes it before he begins. Events are on the stream of the
 * shift that is given. Pure.
 */
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Draft, StoredEvent } from './event.ts';
import type { HandOverItem } from './handOverItems.ts';
import { type ShiftPerson, shiftStream } from './shift.ts';

/** 已阅 and 接手: read it; have it in hand. */
export type TouchHow = 'seen' | 'taken';

export interface Touch {
  readonly digest: string;
  readonly how: TouchHow;
  readonly at: number;
}

export interface HandOverQuestion {
  readonly id: string;
  readonly key: string;
  readonly text: string;
  readonly at: number;
  readonly answer: { readonly text: string; readonly at: number } | null;
}

export interface Signature extends ShiftPerson {
  readonly at: number;
  /** Of everything that is handed over: see `handOverText`. SHA-256, hex. */
  readonly hash: string;
  /** By the session somebody works in, or by his password beside it. */
  readonly means: 'session' | 'password';
}

/** What was handed over in the end, or lay sealed. */
export interface HandedOver {
  readonly at: number;
  readonly hash: string;
  readonly items: readonly HandOverItem[];
}

export interface HandOverState {
  readonly id: string;
  readonly shiftId: string;
  readonly shiftName: string;
  readonly giver: ShiftPerson;
  /** Who was named, or was the first to touch something; null: nobody yet. */
  readonly taker: ShiftPerson | null;
  readonly openedAt: number;
  /** By key of the item. */
  readonly touches: Readonly<Record<string, Touch>>;
  readonly questions: readonly HandOverQuestion[];
  readonly giverSigned: Signature | null;
  readonly takerSigned: Signature | null;
  readonly sealed: HandedOver | null;
  readonly completed: HandedOver | null;
  readonly cancelled: { readonly at: number; readonly reason: string } | null;
}

export type HandOverEventBody = {
  'handOver.opened': {
    handOverId: string;
    shiftId: string;
    shiftName: string;
    giver: ShiftPerson;
    to: ShiftPerson | null;
  };
  'handOver.touched': { handOverId: string; key: string; digest: string; how: TouchHow; taker: ShiftPerson };
  'handOver.asked': { handOverId: string; questionId: string; key: string; text: string; taker: ShiftPerson };
  'handOver.answered': { handOverId: string; questionId: string; text: string };
  'handOver.signed': {
    handOverId: string;
    as: 'giver' | 'taker';
    signer: ShiftPerson;
    means: Signature['means'];
    hash: string;
  };
  'handOver.sealed': { handOverId: string; hash: string; items: readonly HandOverItem[] };
  /** Both have signed the same hash. */
  'handOver.completed': {
    handOverId: string;
    hash: string;
    items: readonly HandOverItem[];
    giver: ShiftPerson;
    taker: ShiftPerson;
  };
  'handOver.cancelled': { handOverId: string; reason: string };
  /** A packet of another machine, or of this one's earlier life; its items follow as notes and incidents. */
  'handOver.imported': {
    shiftId: string;
    packetHash: string;
    fingerprint: string;
    station: { readonly id: string; readonly name: string };
    shiftName: string;
    giver: ShiftPerson;
    items: number;
  };
};

export type HandOverCommand =
  | { kind: 'open'; handOverId: string; shiftId: string; shiftName: string; giver: ShiftPerson; to: ShiftPerson | null }
  | { kind: 'touch'; key: string; digest: string; how: TouchHow; by: ShiftPerson }
  | { kind: 'ask'; questionId: string; key: string; text: string; by: ShiftPerson }
  | { kind: 'answer'; questionId: string; text: string; by: ShiftPerson }
  | { kind: 'sign'; by: ShiftPerson; means: Signature['means']; hash: string }
  | { kind: 'seal'; by: ShiftPerson; hash: string }
  | { kind: 'cancel'; by: ShiftPerson; reason: string; isHead: boolean };

export const isOpen = ({ completed, cancelled }: Pick<HandOverState, 'completed' | 'cancelled'>): boolean =>
  completed === null && cancelled === null;

/** The one that is under way or waits; there is never more than one. */
export function openHandOver(handOvers: Iterable<HandOverState>): HandOverState | undefined {
  for (const handOver of handOvers) if (isOpen(handOver)) return handOver;
  return undefined;
}

export type ItemStanding = 'untouched' | 'changed' | 'asked' | 'seen' | 'taken';

/** `asked`: a question waits for the giver. Where he has left there is nobody to wait for. */
export function itemStanding(state: HandOverState, { key, digest }: HandOverItem): ItemStanding {
  const isWaiting = state.questions.some((question) => question.key === key && question.answer === null);
  if (isWaiting && state.sealed === null) return 'asked';
  const touch = Object.hasOwn(state.touches, key) ? state.touches[key] : undefined;
  if (!touch) return 'untouched';
  return touch.digest === digest ? touch.how : 'changed';
}

/** What still keeps it from being signed. */
export const unfinished = (state: HandOverState, items: readonly HandOverItem[]): HandOverItem[] =>
  items.filter((item) => ['untouched', 'changed', 'asked'].includes(itemStanding(state, item)));

/**
 * The text both signatures are of: who gives what to whom, how each item was touched and what was asked. JSON without anything
 * of the moment, so that two who sign a minute apart sign the same.
 */
export function handOverText(state: HandOverState, items: readonly HandOverItem[]): string {
  const { id, shiftId, giver, taker, questions } = state;
  return JSON.stringify({
    handOver: id,
    shift: shiftId,
    giver: giver.accountId,
    taker: taker?.accountId ?? null,
    items: items.map((item) => [item.key, item.digest, itemStanding(state, item)]),
    questions: questions.map(({ key, text, answer }) => [key, text, answer?.text ?? null]),
  });
}

/** How an unfinished item is named in the refusal: the first few, and how many there are. */
const NAMED = 5;

export function decideHandOver(
  state: HandOverState | undefined,
  command: HandOverCommand,
  items: readonly HandOverItem[],
): Result<Draft[]> {
  if (command.kind === 'open') {
    if (state) return refuse('handOverOpen', '已有一份交接未完成');
    const { kind, ...body } = command;
    if (body.to?.accountId === body.giver.accountId) return SAME_OFFICER;
    return ok([draft(body.shiftId, 'handOver.opened', body)]);
  }
  if (!state) return refuse('unknownHandOver', '没有这份交接');
  if (!isOpen(state)) return refuse('handOverClosed', '这份交接已经结束');
  const { id: handOverId, shiftId, giver, taker } = state;
  const isGiver = command.by.accountId === giver.accountId;
  const isTaker = !isGiver && (taker === null || taker.accountId === command.by.accountId);
  switch (command.kind) {
    case 'touch':
    case 'ask': {
      if (isGiver) return SAME_OFFICER;
      if (!isTaker) return NOT_THE_TAKER(taker);
      const item = items.find(({ key }) => key === command.key);
      if (!item) return refuse('unknownItem', '交接内容里没有这一项，可能已经了结');
      if (command.kind === 'ask') {
        if (state.sealed) return refuse('giverLeft', '交班人已离岗，无法答复');
        const { questionId, key, text, by } = command;
        return ok([draft(shiftId, 'handOver.asked', { handOverId, questionId, key, text, taker: by })]);
      }
      const { key, digest, how, by } = command;
      if (item.digest !== digest) return refuse('itemChanged', '这一项刚刚有变化，请重新查看');
      const touch = Object.hasOwn(state.touches, key) ? state.touches[key] : undefined;
      if (touch?.digest === digest && touch.how === how) return ok([]);
      return ok([draft(shiftId, 'handOver.touched', { handOverId, key, digest, how, taker: by })]);
    }
    case 'answer': {
      if (!isGiver) return refuse('notTheGiver', `只有交班人 ${giver.name} 能答复`);
      const question = state.questions.find(({ id }) => id === command.questionId);
      if (!question) return refuse('unknownQuestion', '没有这个问题');
      if (question.answer) return refuse('questionAnswered', '这个问题已答复');
      return ok([draft(shiftId, 'handOver.answered', { handOverId, questionId: question.id, text: command.text })]);
    }
    case 'sign':
      return sign(state, command, items, { isGiver, isTaker });
    case 'seal':
      if (!isGiver) return refuse('notTheGiver', `只有交班人 ${giver.name} 能封存`);
      if (state.sealed) return refuse('handOverSealed', '这份交接已封存');
      return ok([draft(shiftId, 'handOver.sealed', { handOverId, hash: command.hash, items })]);
    case 'cancel':
      if (!isGiver && !command.isHead) return refuse('notTheGiver', `只有交班人 ${giver.name} 或带班领导能撤销`);
      return ok([draft(shiftId, 'handOver.cancelled', { handOverId, reason: command.reason })]);
  }
}

function sign(
  state: HandOverState,
  { by: signer, means, hash }: Extract<HandOverCommand, { kind: 'sign' }>,
  items: readonly HandOverItem[],
  { isGiver, isTaker }: { isGiver: boolean; isTaker: boolean },
): Result<Draft[]> {
  const { id: handOverId, shiftId, giver, taker } = state;
  if (!isGiver && (!isTaker || taker === null)) return NOT_THE_TAKER(taker);
  if (isGiver && state.sealed) return refuse('handOverSealed', '这份交接已封存，只等接班人签字');
  const left = unfinished(state, items);
  if (left.length > 0) {
    const named = left.slice(0, NAMED).map(nameOfItem).join('、');
    return refuse('handOverIncomplete', `还有 ${left.length} 项未过目：${named}${left.length > NAMED ? '等' : ''}`);
  }
  const as = isGiver ? 'giver' : 'taker';
  const own = isGiver ? state.giverSigned : state.takerSigned;
  if (own?.hash === hash) return refuse('alreadySigned', '您已签字，等待对方签字');
  const signed = draft(shiftId, 'handOver.signed', { handOverId, as, signer, means, hash });
  const other = isGiver ? state.takerSigned : state.giverSigned;
  // What was sealed has the giver's word already; otherwise both have to stand under the same.
  const isAgreed = state.sealed !== null || other?.hash === hash;
  if (!isAgreed || taker === null) return ok([signed]);
  return ok([signed, draft(shiftId, 'handOver.completed', { handOverId, hash, items, giver, taker })]);
}

export const nameOfItem = ({ number, name, text, kind }: HandOverItem): string =>
  [number, name || text || kind].filter(Boolean).join(' ').slice(0, 60);

const SAME_OFFICER = refuse('sameOfficer', '交班人和接班人不能是同一个人');
const NOT_THE_TAKER = (taker: ShiftPerson | null) =>
  refuse('notTheTaker', taker ? `接班人是 ${taker.name}` : '接班人须先过目各项');

export function evolveHandOver(state: HandOverState | undefined, event: StoredEvent): HandOverState | undefined {
  const kind = event.kind as keyof HandOverEventBody;
  if (kind === 'handOver.opened') {
    const { handOverId: id, shiftId, shiftName, giver, to } = event.body as HandOverEventBody['handOver.opened'];
    return {
      ...{ id, shiftId, shiftName, giver, taker: to, openedAt: event.at, touches: {}, questions: [] },
      ...{ giverSigned: null, takerSigned: null, sealed: null, completed: null, cancelled: null },
    };
  }
  if (!state) return undefined;
  switch (kind) {
    case 'handOver.touched': {
      const { key, digest, how, taker } = event.body as HandOverEventBody['handOver.touched'];
      return { ...state, taker, touches: { ...state.touches, [key]: { digest, how, at: event.at } } };
    }
    case 'handOver.asked': {
      const { questionId: id, key, text, taker } = event.body as HandOverEventBody['handOver.asked'];
      return { ...state, taker, questions: [...state.questions, { id, key, text, at: event.at, answer: null }] };
    }
    case 'handOver.answered': {
      const { questionId, text } = event.body as HandOverEventBody['handOver.answered'];
      const answer = { text, at: event.at };
      return {
        ...state,
        questions: state.questions.map((each) => (each.id === questionId ? { ...each, answer } : each)),
      };
    }
    case 'handOver.signed': {
      const { as, signer, means, hash } = event.body as HandOverEventBody['handOver.signed'];
      const signature = { ...signer, at: event.at, hash, means };
      return as === 'giver' ? { ...state, giverSigned: signature } : { ...state, takerSigned: signature };
    }
    case 'handOver.sealed': {
      const { hash, items } = event.body as HandOverEventBody['handOver.sealed'];
      return { ...state, sealed: { at: event.at, hash, items } };
    }
    case 'handOver.completed': {
      const { hash, items } = event.body as HandOverEventBody['handOver.completed'];
      return { ...state, completed: { at: event.at, hash, items } };
    }
    case 'handOver.cancelled': {
      const { reason } = event.body as HandOverEventBody['handOver.cancelled'];
      return { ...state, cancelled: { at: event.at, reason } };
    }
    default:
      return state;
  }
}

function draft<Kind extends keyof HandOverEventBody>(
  shiftId: string,
  kind: Kind,
  body: HandOverEventBody[Kind],
): Draft {
  return { stream: shiftStream(shiftId), kind, body };
}
