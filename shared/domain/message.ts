/** Words between the desk and one unit. Each unit has one thread; a broadcast is a message in each of many. */
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';

export const MESSAGE_LIMIT = 500;
/** So many of a thread are in the world; the journal has all. */
export const MESSAGES_KEPT = 50;

export interface Message {
  readonly id: string;
  readonly from: 'desk' | 'unit';
  readonly by: string;
  readonly text: string;
  /** What was said to many at once has one id in all their threads; absent: said to this unit. */
  readonly broadcastId?: string;
  readonly at: number;
  /** When it reached the phone, and when somebody there had it before their eyes. Of a message of the unit: at the desk. */
  readonly deliveredAt: number | null;
  readonly readAt: number | null;
}

export interface Thread {
  readonly unitId: string;
  /** Oldest first. */
  readonly messages: readonly Message[];
}

export type MessageEventBody = {
  'message.sent': { unitId: string; messageId: string; from: Message['from']; text: string; broadcastId?: string };
  /** Everything of the other side up to and with this message. */
  'message.delivered': { unitId: string; upTo: string; from: Message['from'] };
  'message.read': { unitId: string; upTo: string; from: Message['from'] };
};

export const threadStream = (unitId: string) => `thread:${unitId}`;

export type MessageCommand =
  | ({ kind: 'send' } & MessageEventBody['message.sent'])
  /** `from` is whose messages are marked: the desk marks those of the unit, the phone those of the desk. */
  | { kind: 'mark'; upTo: string; from: Message['from']; as: 'delivered' | 'read' };

export function decideMessage(state: Thread | undefined, command: MessageCommand): Result<Draft[]> {
  if (command.kind === 'send') {
    const { kind: _, ...body } = command;
    return ok([{ stream: threadStream(body.unitId), kind: 'message.sent', body }]);
  }
  const { upTo, from, as } = command;
  const marked = state?.messages.findIndex(({ id }) => id === upTo) ?? -1;
  if (!state || marked < 0) return refuse('unknownMessage', '没有这条消息');
  const isNews = state.messages
    .slice(0, marked + 1)
    .some((message) => message.from === from && (as === 'read' ? message.readAt : message.deliveredAt) === null);
  if (!isNews) return ok([]);
  const { unitId } = state;
  return ok([{ stream: threadStream(unitId), kind: `message.${as}`, body: { unitId, upTo, from } }]);
}

export function evolveThread(state: Thread | undefined, event: StoredEvent): Thread | undefined {
  switch (event.kind as keyof MessageEventBody) {
    case 'message.sent': {
      const { unitId, messageId, from, text, broadcastId } = event.body as MessageEventBody['message.sent'];
      const sent: Message = {
        id: messageId,
        from,
        by: nameOfActor(event.actor),
        text,
        ...(broadcastId && { broadcastId }),
        at: event.at,
        // What a unit sends is at the desk the moment it is stored.
        deliveredAt: from === 'unit' ? event.at : null,
        readAt: null,
      };
      return { unitId, messages: [...(state?.messages ?? []), sent].slice(-MESSAGES_KEPT) };
    }
    case 'message.delivered':
    case 'message.read':
      return state && mark(state, event);
    default:
      return state;
  }
}

function mark(state: Thread, event: StoredEvent): Thread {
  const { upTo, from } = event.body as MessageEventBody['message.read'];
  const last = state.messages.findIndex(({ id }) => id === upTo);
  const messages = state.messages.map((message, index) => {
    if (index > last || message.from !== from) return message;
    const deliveredAt = message.deliveredAt ?? event.at;
    return event.kind === 'message.read'
      ? { ...message, deliveredAt, readAt: message.readAt ?? event.at }
      : { ...message, deliveredAt };
  });
  return { ...state, messages };
}

/** Messages of units that nobody at the desk has read. */
export const unreadOf = (thread: Thread | undefined): number =>
  thread?.messages.filter(({ from, readAt }) => from === 'unit' && readAt === null).length ?? 0;
