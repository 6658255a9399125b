import { useEffect, useMemo, useState } from 'react';
import { type CallParty, type CallState, isIn, isRung } from '#shared/domain/call.ts';
import { actorName } from '#shared/text/system.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import { CallPicture } from '../../calls/CallPicture.tsx';
import { callEndpoint } from '../../calls/endpoint.ts';
import { pictureWords } from '../../calls/pictureWords.ts';
import { useCallSession } from '../../calls/useCallSession.ts';
import type { CallWire } from '../../calls/wire.ts';
import type { RecordingKeeper } from '../../live/callRecordings.ts';
import type { DeskSource } from '../../live/deskSource.ts';
import { Button } from '../../ui/Button.tsx';
import { EnlargeIcon, ShrinkIcon } from '../../ui/icons.tsx';
import { CommandButton } from '../CommandButton.tsx';
import { useCommands, useLanguage, useNow, useText } from '../desk.tsx';
import { useRecorder } from './useRecorder.ts';

interface HeldCallProps {
  readonly call: CallState;
  readonly own: CallParty;
  readonly keeper: RecordingKeeper;
}

/** The call this window is in: everybody's picture, who is still rung, and the keys. */
export function HeldCall({ call, own, keeper }: HeldCallProps) {
  const { client } = useCommands();
  const text = useText().calls;
  const language = useLanguage();
  const [isLarge, setLarge] = useState(false);
  const wire = useMemo(() => wireOf(client), [client]);
  const { session, view } = useCallSession({
    ...{ callId: call.id, partyId: own.partyId, endpoint: callEndpoint(), wire, facing: null },
  });
  const others = call.parties.filter((party) => party !== own);
  const present = others.filter(isIn);
  const presentIds = present.map(({ partyId }) => partyId).join(' ');
  useEffect(() => session?.forget(new Set(presentIds.split(' '))), [session, presentIds]);
  useRecorder({ call, own, view, keeper });
  return (
    <section
      className={isLarge ? 'call call--large' : 'call'}
      aria-label={text.panel}
      data-testid="call"
      data-call={call.id}
    >
      <header className="call__head">
        <h2>{call.target.name}</h2>
        <Elapsed since={call.startedAt} />
        {call.recording && (
          <b className="call-rec" role="status" data-testid="call-rec">
            {text.recording(actorName(call.recording.name, language))}
          </b>
        )}
        <Button look="plain" onClick={() => setLarge(!isLarge)} aria-pressed={isLarge} aria-label={text.enlarge}>
          {isLarge ? <ShrinkIcon /> : <EnlargeIcon />}
        </Button>
      </header>
      {view.lack && <p className="call__said is-warn">{text.lack[view.lack]}</p>}
      {view.own && !view.isInTouch && <p className="call__said is-warn">{text.outOfTouch}</p>}
      <div className="call__pictures" data-count={present.length + 1}>
        {present.map((party) => {
          const seen = view.others.find(({ partyId }) => partyId === party.partyId);
          return (
            <CallPicture
              key={party.partyId}
              stream={seen?.stream ?? null}
              name={party.name}
              said={pictureWords(seen, party.state, text)}
              testId={`call-party-${party.partyId}`}
            />
          );
        })}
        <CallPicture
          stream={view.own}
          name={text.own}
          isOwn
          isMirrored
          said={view.isCameraOff || view.own?.getVideoTracks().length === 0 ? text.noOwnPicture : null}
          testId="call-own"
        />
      </div>
      <Waiting parties={others} />
      <footer className="call__act">
        <Button onClick={() => session?.setMuted(!view.isMuted)} aria-pressed={view.isMuted} data-testid="call-mute">
          {view.isMuted ? text.unmute : text.mute}
        </Button>
        <Button onClick={() => session?.setCameraOff(!view.isCameraOff)} aria-pressed={view.isCameraOff}>
          {view.isCameraOff ? text.cameraOn : text.cameraOff}
        </Button>
        <CommandButton id="call.record" testId="call-record">
          {call.recording?.partyId === own.partyId ? text.stopRecording : text.record}
        </CommandButton>
        <CommandButton id="call.hangUp" look="danger" pendingName={`leave:${call.id}`} testId="call-hang-up">
          {text.hangUp}
        </CommandButton>
      </footer>
    </section>
  );
}

function wireOf(client: DeskSource): CallWire {
  return {
    enter: (request) => client.ask('callEnter', request),
    say: (request) => client.ask('callSay', request),
    media: (request) => client.ask('callMedia', request),
    listen: client.calls.listen,
  };
}

function Elapsed({ since }: { readonly since: number }) {
  return <span className="call__clock">{formatClockSpan(useNow() - since)}</span>;
}

/** Those who are not in it: rung still, or why not. */
function Waiting({ parties }: { readonly parties: readonly CallParty[] }) {
  const text = useText().calls;
  const absent = parties.filter((party) => !isIn(party));
  if (absent.length === 0) return null;
  return (
    <ul className="call__waiting">
      {absent.map((party) => (
        <li key={party.partyId} data-testid={`call-party-${party.partyId}`} data-state={party.state}>
          <span className={isRung(party) ? 'call__dot' : 'call__dot call__dot--out'} aria-hidden="true" />
          {party.name} <span className="call-note__faint">{wordsOf(party)}</span>
        </li>
      ))}
    </ul>
  );

  function wordsOf({ state, reason }: CallParty): string {
    if (state === 'refused') return reason ? text.refusedWith(reason) : text.state.refused;
    if (state === 'missed') return text.missed[reason as keyof typeof text.missed] ?? text.state.missed;
    if (state === 'left') return text.left[reason as keyof typeof text.left] ?? text.state.left;
    return text.state[state];
  }
}
