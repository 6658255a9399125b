import { useState } from 'react';
import { formatClockSpan } from '#shared/text/time.ts';
import type { WorkerOrder } from '#shared/wire/worker.ts';
import { useNow, usePhoneState, useText } from '../phoneContext.ts';
import { ReasonSheet } from '../ui/ReasonSheet.tsx';
import { wayWords } from './wayWords.ts';

interface RingOverlayProps {
  readonly order: WorkerOrder;
  readonly onMove: (move: 'accept' | 'refuse', reason?: string) => void;
}

/** Over everything until it is answered. */
export function RingOverlay({ order, onMove }: RingOverlayProps) {
  const { fix, language } = usePhoneState();
  const text = useText();
  const now = useNow();
  const [isRefusing, setRefusing] = useState(false);
  const own = fix && ([fix.lon, fix.lat] as const);
  return (
    <section className="ringing" role="alertdialog" aria-label={text.order.ringing} data-testid="ringing">
      <div className="ringing__facts">
        <p className="ringing__title">
          {text.order.ringing} · {formatClockSpan(now - order.notifiedAt)}
        </p>
        <p>
          <span className={`level level--${order.level}`}>{text.order.level(order.level)}</span>{' '}
          <span className="tag">{text.order.task[order.task]}</span>
        </p>
        <h1>{order.title}</h1>
        <p className="ringing__place">{order.address}</p>
        <p>
          {wayWords(own, [order.lon, order.lat], text, language)}
          {order.etaSeconds !== null && ` · ${text.order.eta(Math.max(1, Math.round(order.etaSeconds / 60)))}`}
        </p>
      </div>
      <div className="ringing__act">
        <button
          type="button"
          className="big big--main big--tall"
          onClick={() => onMove('accept')}
          data-testid="ring-accept"
        >
          {text.order.move.accept}
        </button>
        <button type="button" className="big" onClick={() => setRefusing(true)} data-testid="ring-refuse">
          {text.order.move.refuse}
        </button>
      </div>
      {isRefusing && (
        <ReasonSheet
          title={text.order.refuseTitle}
          chips={text.order.refuseChips}
          onReason={(reason) => onMove('refuse', reason)}
          onClose={() => setRefusing(false)}
        />
      )}
    </section>
  );
}
