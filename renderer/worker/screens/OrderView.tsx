import { useEffect, useState } from 'react';
import { formatAgo } from '#shared/text/time.ts';
import type { WorkerOrder } from '#shared/wire/worker.ts';
import { boundsOf, type Point } from '../map/tiles.ts';
import { WayMap } from '../map/WayMap.tsx';
import { useNow, usePhone, usePhoneState, useText } from '../phoneContext.ts';
import { CaptureBar } from '../ui/CaptureBar.tsx';
import { ReasonSheet } from '../ui/ReasonSheet.tsx';
import { wayWords } from './wayWords.ts';

/** The next thing to press, by what has been done. */
const NEXT = { notified: 'accept', accepted: 'depart', enRoute: 'arrive', onScene: 'finish' } as const;

export function OrderView({ order, isWaiting }: { readonly order: WorkerOrder; readonly isWaiting: boolean }) {
  const { phone, tiles } = usePhone();
  const { fix, language, outbox } = usePhoneState();
  const text = useText();
  const now = useNow();
  const [asking, setAsking] = useState<'refuse' | 'finish' | null>(null);
  const own: Point | null = fix && [fix.lon, fix.lat];
  const destination: Point = [order.lon, order.lat];
  const way = boundsOf([...order.route, destination]);
  const [west, south, east, north] = way ? [way.west, way.south, way.east, way.north] : [0, 0, 0, 0];
  // The whole way is fetched at once: there may be no network under way.
  useEffect(() => void tiles?.ensure({ west, south, east, north }), [tiles, west, south, east, north]);
  const next = NEXT[order.state];
  const taken = outbox.filter(
    ({ deed, state }) => state === 'waiting' && deed.kind === 'command' && deed.command === 'evidence.add',
  ).length;
  const press = () => {
    if (next === 'finish') setAsking('finish');
    else phone.move(order, next);
  };
  return (
    <div className="order" data-testid="order" data-state={order.state}>
      <header className="order__head">
        <span className={`level level--${order.level}`}>{text.order.level(order.level)}</span>
        <span className="tag">{text.order.task[order.task]}</span>
        <span className="tag tag--info" data-testid="order-state">
          {text.order.state[order.state]}
        </span>
        {isWaiting && <span className="tag tag--warn">{text.order.notTold}</span>}
        <h1>{order.title}</h1>
        <p>{order.address}</p>
        <p className="order__way">
          {wayWords(own, destination, text, language)}
          {order.etaSeconds !== null && ` · ${text.order.eta(Math.max(1, Math.round(order.etaSeconds / 60)))}`}
          <span className="row__faint"> · {formatAgo(Math.max(0, now - order.notifiedAt), language)}</span>
        </p>
        {order.route.length === 0 && <p className="hint">{text.order.noRoute}</p>}
      </header>
      <WayMap
        about={order.route.length > 0 ? [...order.route, destination] : own ? [own, destination] : [destination]}
        route={order.route}
        destination={destination}
        own={own && fix ? { at: own, accuracyM: fix.accuracyM } : null}
        points={[]}
      />
      <div className="order__act">
        {order.state === 'onScene' && (
          <>
            <CaptureBar onFile={(file) => phone.addEvidence({ kind: 'incident', id: order.incidentId }, file)} />
            {taken > 0 && <p className="hint">{text.order.evidenceCount(taken)}</p>}
          </>
        )}
        <div className="pair">
          {(order.state === 'notified' || order.state === 'accepted') && (
            <button type="button" className="big" onClick={() => setAsking('refuse')} data-testid="refuse">
              {text.order.move.refuse}
            </button>
          )}
          {order.state === 'accepted' && (
            <button type="button" className="big" onClick={() => phone.move(order, 'arrive')} data-testid="arrive">
              {text.order.move.arrive}
            </button>
          )}
          <button type="button" className="big big--main" onClick={press} data-testid={next}>
            {text.order.move[next]}
          </button>
        </div>
      </div>
      {asking && (
        <ReasonSheet
          title={asking === 'refuse' ? text.order.refuseTitle : text.order.finishTitle}
          chips={asking === 'refuse' ? text.order.refuseChips : text.order.finishChips}
          onReason={(reason) => {
            phone.move(order, asking, reason);
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
