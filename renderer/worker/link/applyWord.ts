/** What a word of the station changes in the state of the phone. Pure. */
import { stateAfter } from '#shared/domain/dispatch.ts';
import type { Message } from '#shared/domain/message.ts';
import type { WorkerCall, WorkerCallEnd } from '#shared/wire/calls.ts';
import type { WorkerLinkage, WorkerOrder, WorkerReport, WorkerTask, WorkerWelcome } from '#shared/wire/worker.ts';
import type { PhoneState } from './phoneState.ts';

export type Word =
  | { readonly kind: 'welcome'; readonly welcome: WorkerWelcome; readonly now: number }
  | { readonly kind: 'order'; readonly order: WorkerOrder }
  | { readonly kind: 'moved'; readonly dispatchId: string; readonly state: WorkerOrder['state'] }
  | { readonly kind: 'ended'; readonly dispatchId: string; readonly state: string; readonly reason: string | null }
  /** The station has taken a report of this phone. */
  | { readonly kind: 'told'; readonly dispatchId: string; readonly move: WorkerReport['move'] }
  | { readonly kind: 'tasks'; readonly tasks: readonly WorkerTask[] }
  | { readonly kind: 'task'; readonly taskId: string; readonly task: WorkerTask | null }
  | {
      readonly kind: 'linkage';
      readonly incidentId: string;
      readonly groupId: string;
      readonly linkage: WorkerLinkage | null;
    }
  | {
      readonly kind: 'call';
      readonly callId: string;
      readonly call: WorkerCall | null;
      readonly end: WorkerCallEnd | null;
    }
  | { readonly kind: 'messages'; readonly messages: readonly Message[] }
  | { readonly kind: 'message'; readonly message: Message }
  | {
      readonly kind: 'marked';
      readonly upTo: string;
      readonly from: Message['from'];
      readonly as: 'delivered' | 'read';
      readonly at: number;
    };

const MESSAGES_KEPT = 100;

export function applyWord(state: PhoneState, word: Word): Partial<PhoneState> {
  switch (word.kind) {
    case 'welcome': {
      const { serverNow, units, station } = word.welcome;
      const [unit] = units;
      const session = state.session && unit ? { ...state.session, station, unitName: unit.name } : state.session;
      // A switch that is still on its way counts, not what the station knew before it.
      const isSwitching = state.outbox.some(({ deed, state: is }) => deed.kind === 'shift' && is === 'waiting');
      return {
        session,
        clockOffsetMs: serverNow - word.now,
        // Those that stand are told again after this.
        linkages: [],
        // A call that still goes on is told again after this; another one is over.
        ...(state.call && state.call.callId !== unit?.callId && lostCall(state.call)),
        // An order that still stands is told again after this; another one has ended meanwhile.
        order: state.order && state.order.dispatchId === unit?.dispatchId ? state.order : null,
        // Somebody else may end the shift of this unit; nobody but who holds this phone lets it be located.
        isOnShift: state.isOnShift && (isSwitching || unit?.isOnShift === true),
      };
    }
    case 'order':
      return { order: word.order, ended: null };
    case 'moved':
      return state.order?.dispatchId === word.dispatchId ? { order: { ...state.order, state: word.state } } : {};
    case 'told': {
      if (state.order?.dispatchId !== word.dispatchId) return {};
      const next = stateAfter(state.order.state, word.move);
      if (next === undefined) return {};
      if (next === 'refused' || next === 'done') return { order: null };
      return { order: { ...state.order, state: next as WorkerOrder['state'] } };
    }
    case 'ended': {
      if (state.order && state.order.dispatchId !== word.dispatchId) return {};
      const isOwnWord = word.state === 'done' || word.state === 'refused';
      return { order: null, ended: isOwnWord ? null : { state: word.state, reason: word.reason } };
    }
    case 'tasks':
      return { tasks: word.tasks };
    case 'task': {
      const others = state.tasks.filter(({ taskId }) => taskId !== word.taskId);
      return { tasks: word.task ? [...others, word.task] : others };
    }
    case 'linkage': {
      const others = state.linkages.filter((one) => one.incidentId !== word.incidentId || one.groupId !== word.groupId);
      return { linkages: word.linkage ? [...others, word.linkage] : others };
    }
    case 'call':
      return callAfter(state, word);
    case 'messages':
      return { messages: word.messages };
    case 'message': {
      if (state.messages.some(({ id }) => id === word.message.id)) return {};
      return { messages: [...state.messages, word.message].slice(-MESSAGES_KEPT) };
    }
    case 'marked': {
      const upTo = state.messages.findIndex(({ id }) => id === word.upTo);
      return {
        messages: state.messages.map((message, index) => {
          if (index > upTo || message.from !== word.from) return message;
          const deliveredAt = message.deliveredAt ?? word.at;
          return { ...message, deliveredAt, readAt: word.as === 'read' ? (message.readAt ?? word.at) : message.readAt };
        }),
      };
    }
  }
}

const lostCall = ({ callId, state }: WorkerCall): Partial<PhoneState> => {
  const wasIn = state !== 'called' && state !== 'ringing';
  return { call: null, callEnd: { callId, ...(wasIn ? LOST : MISSED) } };
};
const LOST = { state: 'left', reason: 'networkLost' } as const;
const MISSED = { state: 'missed', reason: 'noAnswer' } as const;

function callAfter(state: PhoneState, { callId, call, end }: Extract<Word, { kind: 'call' }>): Partial<PhoneState> {
  if (call) return { call, callEnd: null, ...(state.call?.callId !== callId && { callFault: null }) };
  // Of another call than the one on the screen: it is over, and this one is not.
  if (state.call?.callId !== callId) return {};
  return { call: null, callEnd: end && { ...end, callId }, callFault: null };
}
