import { useEffect, useRef } from 'react';
import { formatTime } from '#shared/text/time.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { useCommands, useLive, useText, useView } from '../desk.tsx';
import { useDrillRoom } from '../useDrillRoom.ts';
import './breakIn.css';

/**
 * Covers a window of a drill while a real alarm is first: for as long as the drill stands for it, and in a drill room as soon as the
 * live core has said so. `isWall`: nobody stands there to press anything.
 */
export function BreakIn({ isWall = false }: { readonly isWall?: boolean }) {
  const { machine } = useCommands();
  const suspended = useLive(({ live }) => live.world.drill?.suspended ?? null);
  const { brokenIn } = useDrillRoom();
  const isHere = machine.start.room === 'drillRoom' && brokenIn !== null;
  const isSuspended = suspended?.reason === 'liveAlarm';
  if (!isHere && !isSuspended) return null;
  const broken = isHere ? brokenIn : null;
  return (
    <Cover
      note={broken?.note || (isSuspended ? suspended.note : '')}
      at={broken?.at ?? null}
      isSuspended={isSuspended}
      isUnanswered={broken?.isUnanswered ?? false}
      isWall={isWall}
    />
  );
}

interface CoverProps {
  readonly note: string;
  /** When it came, epoch ms; null: only the drill knows of it here. */
  readonly at: number | null;
  readonly isSuspended: boolean;
  readonly isUnanswered: boolean;
  readonly isWall: boolean;
}

function Cover({ note, at, isSuspended, isUnanswered, isWall }: CoverProps) {
  const context = useCommands();
  const say = useText().drillRoom.breakIn;
  const box = useRef<HTMLDivElement>(null);
  const mayResume = useLive(() => maySend(context, 'drill.resume')) && isSuspended && !isWall;
  const isWaiting = useView((view) => view.pending.includes('drill.resume'));
  const { machine } = context;
  const canGo = !isWall && machine.start.room === 'drillRoom' && machine.drillRoom !== null;
  useEffect(() => holdKeys(box.current), []);
  return (
    <div
      ref={box}
      className="break-in"
      role="alertdialog"
      aria-modal="true"
      aria-live="assertive"
      tabIndex={-1}
      data-testid="break-in"
    >
      <p className="break-in__title">
        <WarningIcon />
        {say.title}
      </p>
      <p className="break-in__note" data-testid="break-in-note">
        {note}
      </p>
      {at !== null && <p className="break-in__since">{say.since(formatTime(at))}</p>}
      <p className="break-in__drill">{isSuspended ? say.suspended : say.room}</p>
      <div className="break-in__doors">
        {canGo && (
          <Button
            look="danger"
            size="big"
            onClick={() => void machine.drillRoom?.goToStation()}
            data-testid="go-to-station"
          >
            {say.goToStation}
          </Button>
        )}
        {mayResume && (
          <Button
            size="big"
            disabled={isUnanswered}
            isWaiting={isWaiting}
            onClick={() => void sendCommand(context, 'drill.resume', {})}
            data-testid="resume-drill"
          >
            {say.resume}
          </Button>
        )}
      </div>
      {isUnanswered ? (
        <p className="break-in__hint">{say.resumeWaits}</p>
      ) : (
        isSuspended && !mayResume && !isWall && <p className="break-in__hint">{say.resumeElsewhere}</p>
      )}
    </div>
  );
}

/** What lies under the cover is not played on by keys. Gives the focus back, and returns its own disposer. */
function holdKeys(box: HTMLElement | null): () => void {
  const before = document.activeElement;
  box?.focus();
  const hold = (event: KeyboardEvent) => {
    const isInside = event.target instanceof Node && box?.contains(event.target) === true;
    if (isInside && ['Enter', ' '].includes(event.key)) {
      // Pressed on a button of ours; commands of the window hear nothing of it.
      event.stopPropagation();
      return;
    }
    event.stopImmediatePropagation();
    if (event.key !== 'Tab') return;
    event.preventDefault();
    const doors = [...(box?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
    const next = doors.indexOf(document.activeElement as HTMLElement) + (event.shiftKey ? -1 : 1);
    doors[(next + doors.length) % doors.length]?.focus();
  };
  window.addEventListener('keydown', hold, true);
  return () => {
    window.removeEventListener('keydown', hold, true);
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
}
