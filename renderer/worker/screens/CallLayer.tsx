import { useEffect, useRef } from 'react';
import { callsText } from '#shared/text/calls.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import type { WorkerCall } from '#shared/wire/calls.ts';
import { callEndpoint } from '../../calls/endpoint.ts';
import { useNow, usePhone, usePhoneState } from '../phoneContext.ts';
import { CallScreen } from './CallScreen.tsx';
import { RefuseCall } from './RefuseCall.tsx';
import { wordsOfRefusal } from './wordsOfRefusal.ts';

export const isCallRinging = (call: WorkerCall | null): boolean =>
  call?.state === 'called' || call?.state === 'ringing';

/** Over everything: a call that rings, the call this page is in, how the last one was over. */
export function CallLayer() {
  const { phone } = usePhone();
  const { call, callEnd, callFault, language } = usePhoneState();
  const text = callsText[language];
  if (call && isCallRinging(call)) return <RingingCall call={call} />;
  if (call && call.endpoint === callEndpoint()) return <CallScreen key={call.callId} call={call} />;
  if (call) {
    return (
      <p className="notice notice--warn call-notice" role="status">
        {text.elsewhere}
      </p>
    );
  }
  if (!callEnd) return null;
  const { state, reason } = callEnd;
  const isOwnWord = state === 'refused' || (state === 'left' && reason === 'hungUp');
  if (isOwnWord) return <Dismissed />;
  return (
    <div className="notice notice--warn call-notice" role="status" data-testid="call-end" data-reason={reason}>
      <span>{callFault ? wordsOfRefusal(callFault, language) : wordsOfEnd()}</span>
      <button type="button" onClick={() => phone.change({ callEnd: null, callFault: null })}>
        {text.dismiss}
      </button>
    </div>
  );

  function wordsOfEnd(): string {
    if (state === 'missed') return text.missed[reason as keyof typeof text.missed] ?? text.state.missed;
    return (
      text.left[reason as keyof typeof text.left] ?? text.ended[reason as keyof typeof text.ended] ?? text.ended.hungUp
    );
  }
}

/** Who has hung up himself needs no word of it. */
function Dismissed() {
  const { phone } = usePhone();
  useEffect(() => phone.change({ callEnd: null }), [phone]);
  return null;
}

function RingingCall({ call }: { readonly call: WorkerCall }) {
  const { phone } = usePhone();
  const { callFault, language } = usePhoneState();
  const text = callsText[language];
  const now = useNow();
  const answer = useRef<HTMLButtonElement>(null);
  useEffect(() => answer.current?.focus(), []);
  const { callId } = call;
  return (
    <section className="ringing" role="alertdialog" aria-label={text.incoming(call.by)} data-testid="call-ringing">
      <div className="ringing__facts">
        <p className="ringing__title">
          {text.call} · {formatClockSpan(now - call.startedAt)}
        </p>
        <h1>{text.incoming(call.by)}</h1>
        {call.about !== null && <p className="ringing__place">{text.about(call.about)}</p>}
        {call.others.length > 1 && <p>{call.others.map(({ name }) => name).join(' · ')}</p>}
        {callFault && (
          <p className="bad" role="alert">
            {callFault.code === 'offline' ? text.offline : wordsOfRefusal(callFault, language)}
          </p>
        )}
      </div>
      <div className="ringing__act">
        <button
          ref={answer}
          type="button"
          className="big big--main big--tall"
          onClick={() => void phone.call('call.answer', { callId, endpoint: callEndpoint() })}
          data-testid="call-answer"
        >
          {text.answer}
        </button>
        <RefuseCall callId={callId} />
      </div>
    </section>
  );
}
