/** The messages about calls, the same on both wires: who this socket is in a call, and what it says to the others in it. */
import type { CallLine } from '#main/core/calls/rooms.ts';
import type { Result } from '#shared/kit/result.ts';
import { type CallsToServer, callEnterSchema, callMediaSchema, callSaySchema } from '#shared/wire/calls.ts';
import type { GatewayContext } from './context.ts';
import type { OnQuestion } from './questions.ts';

interface CallSocket {
  readonly id: string;
  emit(kind: 'callSaid', message: Parameters<CallLine['said']>[0]): unknown;
  emit(kind: 'callPresent', message: Parameters<CallLine['present']>[0]): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

/** Offers and candidates of seven others come in one burst, and again when a network changes. */
export const CALL_WORDS = { callSay: { burst: 400, perSecond: 40 } } as const;

export function addCallLine(
  onQuestion: OnQuestion<CallsToServer>,
  socket: CallSocket,
  { calls }: GatewayContext,
  speaksFor: CallLine['speaksFor'],
): void {
  const { rooms } = calls;
  const line: CallLine = {
    ...{ id: socket.id, speaksFor },
    said: (message) => socket.emit('callSaid', message),
    present: (message) => socket.emit('callPresent', message),
  };
  socket.on('disconnect', () => rooms.gone(line));
  onQuestion('callEnter', callEnterSchema).answer((request) => {
    const entered = rooms.enter(line, request);
    if (!entered.ok) return { ok: false, ...entered.failure };
    return { ok: true, iceServers: calls.iceServers(request.partyId), present: entered.value };
  });
  onQuestion('callSay', callSaySchema).answer((request) => taken(rooms.say(line, request)));
  onQuestion('callMedia', callMediaSchema).answer((request) => taken(rooms.media(line, request)));
}

const taken = (result: Result<null>) =>
  result.ok ? ({ ok: true } as const) : ({ ok: false, ...result.failure } as const);
