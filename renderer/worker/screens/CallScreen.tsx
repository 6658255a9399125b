import { useEffect, useState } from 'react';
import { callsText } from '#shared/text/calls.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import type { WorkerCall } from '#shared/wire/calls.ts';
import { CallPicture } from '../../calls/CallPicture.tsx';
import { callEndpoint } from '../../calls/endpoint.ts';
import { pictureWords } from '../../calls/pictureWords.ts';
import { useCallSession } from '../../calls/useCallSession.ts';
import { useNow, usePhone, usePhoneState } from '../phoneContext.ts';
import './call.css';

const IN: ReadonlySet<string> = new Set(['answered', 'connected', 'interrupted']);

/** The call this page is in: the others large, oneself small, and four keys for a thumb. */
export function CallScreen({ call }: { readonly call: WorkerCall }) {
  const { phone } = usePhone();
  const { language, callFault, connection } = usePhoneState();
  const text = callsText[language];
  const now = useNow();
  const [isLeaving, setLeaving] = useState(false);
  const { callId, partyId } = call;
  // What a unit calls for is seen through the camera that looks away from its holder.
  const { session, view } = useCallSession({
    ...{ callId, partyId, endpoint: callEndpoint(), wire: phone.calls, facing: 'environment' },
  });
  const present = call.others.filter(({ state }) => IN.has(state));
  const presentIds = present.map((other) => other.partyId).join(' ');
  useEffect(() => session?.forget(new Set(presentIds.split(' '))), [session, presentIds]);
  const leave = async () => {
    setLeaving(true);
    // Without network it ends here all the same; the station notices by itself.
    if (!(await phone.call('call.leave', { callId }))) setLeaving(false);
  };
  const hasOwnPicture = !view.isCameraOff && (view.own?.getVideoTracks().length ?? 0) > 0;
  return (
    <section className="calling" aria-label={text.panel} data-testid="call-screen" data-call={callId}>
      <header className="calling__head">
        <strong>{call.about ?? text.call}</strong>
        <span className="calling__clock">{formatClockSpan(now - (call.answeredAt ?? call.startedAt))}</span>
        {call.recordedBy !== null && (
          <b className="calling__rec" role="status" data-testid="call-rec">
            {text.recording(call.recordedBy)}
          </b>
        )}
      </header>
      {view.lack && <p className="calling__said">{text.lack[view.lack]}</p>}
      {connection === 'offline' && <p className="calling__said">{text.outOfTouch}</p>}
      {callFault && <p className="calling__said">{callFault.code === 'offline' ? text.offline : callFault.message}</p>}
      <div className="calling__pictures" data-count={present.length}>
        {present.map((other) => {
          const seen = view.others.find((one) => one.partyId === other.partyId);
          return (
            <CallPicture
              key={other.partyId}
              stream={seen?.stream ?? null}
              name={other.name}
              said={pictureWords(seen, other.state, text)}
              testId={`call-party-${other.partyId}`}
            />
          );
        })}
        <div className="calling__own">
          <CallPicture
            stream={view.own}
            name={text.own}
            isOwn
            isMirrored={view.facing === 'user'}
            said={hasOwnPicture ? null : text.noOwnPicture}
            testId="call-own"
          />
        </div>
      </div>
      <footer className="calling__act">
        <button
          type="button"
          className="big"
          aria-pressed={view.isMuted}
          onClick={() => session?.setMuted(!view.isMuted)}
          data-testid="call-mute"
        >
          {view.isMuted ? text.unmute : text.mute}
        </button>
        <button
          type="button"
          className="big"
          aria-pressed={view.isCameraOff}
          onClick={() => session?.setCameraOff(!view.isCameraOff)}
          data-testid="call-camera"
        >
          {view.isCameraOff ? text.cameraOn : text.cameraOff}
        </button>
        <button
          type="button"
          className="big"
          disabled={view.facing === null}
          onClick={() => void session?.turnCamera()}
          data-testid="call-turn"
        >
          {text.turnCamera}
        </button>
        <button
          type="button"
          className="big big--bad"
          disabled={isLeaving}
          onClick={() => void leave()}
          data-testid="call-hang-up"
        >
          {text.hangUp}
        </button>
      </footer>
    </section>
  );
}
