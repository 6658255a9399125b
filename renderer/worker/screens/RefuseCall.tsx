import { useState } from 'react';
import { callsText } from '#shared/text/calls.ts';
import { usePhone, usePhoneState } from '../phoneContext.ts';
import { ReasonSheet } from '../ui/ReasonSheet.tsx';

/** Says no, and why in one more touch. */
export function RefuseCall({ callId }: { readonly callId: string }) {
  const { phone } = usePhone();
  const text = callsText[usePhoneState().language];
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <button type="button" className="big" onClick={() => setAsking(true)} data-testid="call-refuse">
        {text.refuse}
      </button>
      {isAsking && (
        <ReasonSheet
          title={text.refuse}
          chips={text.refuseReasons}
          onReason={(reason) => void phone.call('call.refuse', { callId, reason })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
