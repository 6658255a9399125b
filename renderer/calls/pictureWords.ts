import type { CallPartyState } from '#shared/domain/call.ts';
import type { CallsWords } from '#shared/text/calls.ts';
import type { CallSeen } from './session.ts';

/** What is said over a party's picture; null while it comes: a frozen one is never shown as live. */
export function pictureWords(seen: CallSeen | undefined, state: CallPartyState, text: CallsWords): string | null {
  if (seen?.isConnected) return seen.stream.getVideoTracks().length === 0 ? text.voiceOnly : null;
  // It was connected by the word of both, and nothing comes here.
  return state === 'connected' || state === 'interrupted' ? text.state.interrupted : text.connecting;
}
