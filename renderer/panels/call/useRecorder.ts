import { useEffect, useRef } from 'react';
import type { CallParty, CallState } from '#shared/domain/call.ts';
import { CallRecorder } from '../../calls/recorder.ts';
import type { CallView } from '../../calls/session.ts';
import type { RecordingKeeper } from '../../live/callRecordings.ts';
import { useCommands } from '../desk.tsx';

interface RecorderParts {
  readonly call: CallState;
  readonly own: CallParty;
  readonly view: CallView;
  readonly keeper: RecordingKeeper;
}

/** Records for exactly as long as the call says that this seat does: what is recorded has been told to everybody before. */
export function useRecorder({ call, own, view, keeper }: RecorderParts): void {
  const { client } = useCommands();
  const recorder = useRef<CallRecorder | null>(null);
  const { id: callId, parties } = call;
  const isRecording = call.recording?.partyId === own.partyId && view.own !== null;
  useEffect(() => {
    if (!isRecording) return;
    const made = new CallRecorder({ now: client.now, onPart: (part) => keeper.keep({ callId, ...part }) });
    recorder.current = made;
    return () => {
      recorder.current = null;
      made.dispose();
    };
  }, [isRecording, callId, keeper, client]);
  useEffect(() => {
    if (!isRecording || !view.own) return;
    const nameOf = (partyId: string) => parties.find((party) => party.partyId === partyId)?.name ?? '';
    recorder.current?.follow([
      { partyId: own.partyId, name: own.name, stream: view.own },
      ...view.others.map(({ partyId, stream }) => ({ partyId, name: nameOf(partyId), stream })),
    ]);
  }, [isRecording, own, view.own, view.others, parties]);
}
