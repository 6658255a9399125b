import { useState } from 'react';
import { formatAgo, formatDistance } from '#shared/text/time.ts';
import { shownOrder, shownShift } from '../outbox/shown.ts';
import { useNow, usePhone, usePhoneState, useReachText, useText } from '../phoneContext.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { OrderView } from './OrderView.tsx';

export function DutyScreen() {
  const { phone } = usePhone();
  const state = usePhoneState();
  const text = useText();
  const shown = shownOrder(state.order, state.outbox);
  if (shown) return <OrderView order={shown.order} isWaiting={shown.isWaiting} />;
  return (
    <div className="stack">
      <Shift />
      {state.ended && (
        <p className="notice notice--warn" role="status" data-testid="order-ended">
          {text.order.ended(
            text.order.endedState[state.ended.state as keyof typeof text.order.endedState] ?? state.ended.state,
            state.ended.reason ?? '',
          )}
          <button type="button" onClick={() => phone.change({ ended: null })}>
            {text.outbox.dismiss}
          </button>
        </p>
      )}
      <section className="calm">
        <h2>{text.order.none}</h2>
        <p className="hint">{text.order.noneHint}</p>
      </section>
    </div>
  );
}

/** Locating begins and ends here, and nowhere else. */
function Shift() {
  const { phone, ring } = usePhone();
  const state = usePhoneState();
  const text = useText();
  const [isEnding, setEnding] = useState(false);
  const isOnShift = shownShift(state.isOnShift, state.outbox);
  return (
    <section className={isOnShift ? 'shift shift--on' : 'shift'} data-testid="shift" data-on={isOnShift}>
      <h1>{isOnShift ? text.shift.on : text.shift.off}</h1>
      <p>{isOnShift ? text.shift.onHint : text.shift.offHint}</p>
      {isOnShift && <Located />}
      {isOnShift && <Reached />}
      <button
        type="button"
        className={isOnShift ? 'big' : 'big big--main big--tall'}
        onClick={() => {
          if (isOnShift) return setEnding(true);
          void ring.unlock();
          phone.setShift(true);
          void phone.allowNotices();
        }}
        data-testid="shift-switch"
      >
        {isOnShift ? text.shift.end : text.shift.start}
      </button>
      {isEnding && (
        <Sheet title={text.shift.endTitle} onClose={() => setEnding(false)}>
          <div className="chips">
            <button
              type="button"
              className="big big--main"
              onClick={() => {
                phone.setShift(false);
                setEnding(false);
              }}
              data-testid="shift-end-now"
            >
              {text.shift.endNow}
            </button>
            <button type="button" className="big" onClick={() => setEnding(false)}>
              {text.shift.stay}
            </button>
          </div>
        </Sheet>
      )}
    </section>
  );
}

/** Whether an order will be heard; what keeps it from being heard is said while there is time to mend it. */
function Reached() {
  const { phone } = usePhone();
  const { notices, isLit, keepsLit } = usePhoneState();
  const say = useReachText();
  return (
    <>
      <p className={notices === 'on' ? 'hint' : 'warn'} data-testid="notices" data-state={notices}>
        {say.state[notices]}
      </p>
      {notices === 'ask' && (
        <button type="button" className="big" onClick={() => void phone.allowNotices()} data-testid="allow-notices">
          {say.allow}
        </button>
      )}
      {keepsLit && !isLit && <p className="warn">{say.dark}</p>}
      <p className="hint">{say.closed}</p>
    </>
  );
}

function Located() {
  const { fix, positionFault, language } = usePhoneState();
  const say = useText().position;
  const now = useNow();
  if (positionFault === 'denied') {
    return (
      <p className="bad" role="alert">
        {say.denied}
      </p>
    );
  }
  if (!fix) return <p className="hint">{positionFault ? say.none : say.waiting}</p>;
  const accuracy = formatDistance(fix.accuracyM ?? 0, language);
  return <p className="hint">{say.found(accuracy, formatAgo(Math.max(0, now - fix.at), language))}</p>;
}
