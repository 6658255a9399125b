import { useEffect, useMemo, useRef, useState } from 'react';
import type { CallState } from '#shared/domain/call.ts';
import { actorName } from '#shared/text/system.ts';
import { heldCall, joinableCall, refuseCall, ringingCall, type SeatCallSide } from '../../commands/callCommands.ts';
import { RecordingKeeper } from '../../live/callRecordings.ts';
import { Button } from '../../ui/Button.tsx';
import { useFollow } from '../../ui/useFollow.ts';
import { CommandButton } from '../CommandButton.tsx';
import { useCommands, useLanguage, useLive, useText } from '../desk.tsx';
import { HeldCall } from './HeldCall.tsx';
import './call.css';

/** The video call this window is in, one it is rung by, one it may join, and how the last one was over. */
export function CallPanel() {
  const context = useCommands();
  const { client } = context;
  const held = useLive(() => heldCall(context), isSame);
  const ringing = useLive(() => ringingCall(context), isSame);
  const joinable = useLive(() => joinableCall(context));
  const keeper = useMemo(() => new RecordingKeeper(() => client.door), [client]);
  const over = useEnded(held?.call.id ?? null);
  return (
    <div className="calls" data-testid="calls">
      {ringing && <Ringing side={ringing} />}
      {joinable && <Others call={joinable} />}
      {over.call && <Ended call={over.call} onRead={over.read} />}
      <Keeping keeper={keeper} />
      {held && <HeldCall key={held.call.id} call={held.call} own={held.own} keeper={keeper} />}
    </div>
  );
}

const isSame = (one: SeatCallSide | null, other: SeatCallSide | null) =>
  one?.call === other?.call && one?.own === other?.own;

/** The call this window was in, once it is over, until somebody has read how. */
function useEnded(heldId: string | null): { readonly call: CallState | null; read(): void } {
  const last = useRef<string | null>(null);
  const [read, setRead] = useState<string | null>(null);
  if (heldId !== null) last.current = heldId;
  const call = useLive(({ live }) => live.world.field.calls.get(last.current ?? '') ?? null);
  const isOver = heldId === null && call !== null && call.endedAt !== null && read !== call.id;
  return { call: isOver ? call : null, read: () => setRead(call?.id ?? null) };
}

function Ringing({ side }: { readonly side: SeatCallSide }) {
  const context = useCommands();
  const text = useText().calls;
  return (
    <section className="call-note call-note--rings" role="alert" data-testid="call-rings">
      <strong>{text.incoming(side.call.startedBy)}</strong>
      <span className="call-note__faint">{side.own.name}</span>
      <CommandButton id="call.answer" look="primary" testId="call-answer">
        {text.answer}
      </CommandButton>
      <Button onClick={() => refuseCall(context, side)} data-testid="call-refuse">
        {text.refuse}
      </Button>
    </section>
  );
}

function Others({ call }: { readonly call: CallState }) {
  const text = useText().calls;
  const language = useLanguage();
  return (
    <section className="call-note" aria-label={text.panel} data-testid="call-others">
      <span>{text.others(actorName(call.startedBy, language), call.target.name)}</span>
      {call.recording && <b className="call-rec">{text.recording(actorName(call.recording.name, language))}</b>}
      <CommandButton id="call.answer" testId="call-join">
        {text.join}
      </CommandButton>
    </section>
  );
}

function Ended({ call, onRead }: { readonly call: CallState; readonly onRead: () => void }) {
  const text = useText().calls;
  const [, ...called] = call.parties;
  const words = called.map(({ state, reason }) => (state === 'refused' ? reason : null)).find(Boolean);
  return (
    <section className="call-note" role="status" data-testid="call-ended" data-reason={call.endReason}>
      <strong>{text.endedTitle(call.target.name)}</strong>
      <span>
        {call.endReason === 'refused' && words ? text.refusedWith(words) : call.endReason && text.ended[call.endReason]}
      </span>
      <Button onClick={onRead} data-testid="call-ended-read">
        {text.dismiss}
      </Button>
    </section>
  );
}

/** Where the parts of a recording are: nobody closes a window over them unknowing. */
function Keeping({ keeper }: { readonly keeper: RecordingKeeper }) {
  const text = useText().calls;
  const state = useFollow(keeper.changes, () => JSON.stringify(keeper.state));
  const { waiting, kept, lost, isTrying } = JSON.parse(state) as RecordingKeeper['state'];
  useEffect(() => {
    if (waiting === 0) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [waiting]);
  if (waiting === 0 && kept === 0 && lost === 0) return null;
  return (
    <section className="call-note" role="status" data-testid="call-keeping" data-kept={kept} data-waiting={waiting}>
      <span className={isTrying || lost > 0 ? 'is-warn' : undefined}>
        {waiting > 0
          ? isTrying
            ? text.keepFailed(waiting)
            : text.keeping(waiting)
          : lost > 0
            ? text.keepLost(lost)
            : text.kept(kept)}
      </span>
      {waiting === 0 && <Button onClick={() => keeper.forget()}>{text.dismiss}</Button>}
    </section>
  );
}
