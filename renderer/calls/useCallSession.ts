import { useEffect, useState, useSyncExternalStore } from 'react';
import { CallSession, type CallSessionParts, type CallView } from './session.ts';

const NOTHING: CallView = {
  ...{ own: null, lack: null, isMuted: false, isCameraOff: false, facing: null, isInTouch: false, others: [] },
};
const never = () => () => undefined;

/** Takes part for as long as the component stands and `parts` names the same call; null before the first effect. */
export function useCallSession({ callId, partyId, endpoint, wire, facing }: CallSessionParts): {
  readonly session: CallSession | null;
  readonly view: CallView;
} {
  const [session, setSession] = useState<CallSession | null>(null);
  useEffect(() => {
    const made = new CallSession({ callId, partyId, endpoint, wire, facing });
    setSession(made);
    return () => made.dispose();
  }, [callId, partyId, endpoint, wire, facing]);
  const view = useSyncExternalStore(session?.subscribe ?? never, () => session?.view ?? NOTHING);
  return { session, view };
}
