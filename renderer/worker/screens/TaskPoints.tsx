import { useState } from 'react';
import { distanceM } from '#shared/geo/earth.ts';
import { formatDistance, formatMinute } from '#shared/text/time.ts';
import type { WorkerTaskPoint } from '#shared/wire/worker.ts';
import type { QueuedFix } from '../outbox/positions.ts';
import type { ShownTask } from '../outbox/shown.ts';
import { useNow, usePhone, usePhoneState, useText } from '../phoneContext.ts';
import { ReasonSheet } from '../ui/ReasonSheet.tsx';

/** What the station asks of a fix that proves a place (docs/integrator/workers.md). */
const FRESH_MS = 30_000;
const ACCURATE_M = 100;

export function TaskPoints({ task, isRunning }: { readonly task: ShownTask; readonly isRunning: boolean }) {
  const { phone } = usePhone();
  const { fix, language } = usePhoneState();
  const say = useText().tasks;
  const now = useNow();
  const [byHand, setByHand] = useState<WorkerTaskPoint | null>(null);
  const next = task.order === 'fixed' ? task.points.find(({ checkIn }) => checkIn === null)?.id : undefined;
  const checkIn = (pointId: string, reason?: string) => {
    const doneAt = phone.now();
    const proof = fix && {
      fix: { lon: fix.lon, lat: fix.lat, ...(fix.accuracyM !== null && { accuracyM: fix.accuracyM }), at: fix.at },
    };
    phone.command('task.checkIn', { taskId: task.taskId, pointId, doneAt, ...proof, ...(reason && { reason }) });
  };
  return (
    <section>
      <h2>{say.points}</h2>
      <ol className="rows">
        {task.points.map((point) => (
          <li key={point.id} className="row row--flat" data-testid={`point-${point.id}`}>
            <span>
              <strong>{point.name}</strong>
              {point.fromAt !== null && point.untilAt !== null && (
                <span className="row__faint">
                  {' '}
                  {say.window(formatMinute(point.fromAt, now), formatMinute(point.untilAt, now))}
                </span>
              )}
              <span className="row__faint">{where(point)}</span>
            </span>
            {point.checkIn ? (
              <span className={point.checkIn.isProved ? 'tag tag--good' : 'tag tag--warn'} data-testid="checked-in">
                {point.checkIn.isProved ? `✓ ${say.proved}` : `✎ ${say.byHand}`}
              </span>
            ) : (
              <button
                type="button"
                className="big big--main"
                disabled={!isRunning || (next !== undefined && next !== point.id)}
                onClick={() => (isProof(point, fix, phone.now()) ? checkIn(point.id) : setByHand(point))}
                data-testid="check-in"
              >
                {say.checkIn}
              </button>
            )}
          </li>
        ))}
      </ol>
      {byHand && (
        <ReasonSheet
          title={`${byHand.name} · ${say.whyByHand}`}
          chips={say.handChips}
          onReason={(reason) => {
            checkIn(byHand.id, reason);
            setByHand(null);
          }}
          onClose={() => setByHand(null)}
        />
      )}
    </section>
  );

  function where({ lon, lat }: WorkerTaskPoint): string {
    if (!fix || now - fix.at > FRESH_MS) return say.noFix;
    return say.tooFar(formatDistance(distanceM([fix.lon, fix.lat], [lon, lat]), language));
  }
}

/** Whether the station will take this fix as proof; it judges for itself. */
function isProof(point: WorkerTaskPoint, fix: QueuedFix | null, now: number): boolean {
  if (!fix || now - fix.at > FRESH_MS || (fix.accuracyM ?? 0) > ACCURATE_M) return false;
  if (point.fromAt !== null && now < point.fromAt) return false;
  if (point.untilAt !== null && now > point.untilAt) return false;
  return distanceM([fix.lon, fix.lat], [point.lon, point.lat]) <= point.radiusM;
}
