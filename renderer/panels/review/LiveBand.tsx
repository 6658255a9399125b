import { useEffect, useState } from 'react';
import type { DrillRoomState } from '#shared/wire/drillRoom.ts';
import { orderQueue } from '../../live/queueOrder.ts';
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive } from '../desk.tsx';
import { kindName, placeName } from '../incidentWords.ts';
import { useReviewText } from './film.tsx';

/**
 * What is real goes before what was: while an alarm waits it stands over the film and cannot be taken away. In a drill room it
 * is the station's own alarm.
 */
export function LiveBand() {
  const text = useReviewText();
  const { machine } = useCommands();
  const language = useLanguage();
  const brokenIn = useBrokenIn();
  const waiting = useLive((client) => {
    const { unanswered } = orderQueue(client.live.world, 0, client.now());
    const [first] = unanswered;
    const what = first ? `${kindName(first, language)} · ${placeName(first)}` : '';
    return { count: unanswered.length, what };
  }, isShallowEqual);
  const broken = brokenIn?.isUnanswered ? brokenIn : null;
  // In a drill room its own alarms belong to the play.
  const isStation = machine.start.room === 'station';
  if (!broken && (!isStation || waiting.count === 0)) return null;
  return (
    <div className="live-band" role="alert" data-testid="live-band">
      <WarningIcon />
      <strong>{text.alarm(broken ? 1 : waiting.count)}</strong>
      <span className="ellipsis">{text.alarmWhat(broken ? broken.note : waiting.what)}</span>
      {machine.drillRoom && (
        <Button look="danger" size="big" onClick={() => void machine.drillRoom?.goToStation()} data-testid="to-desk">
          {text.toDesk}
        </Button>
      )}
    </div>
  );
}

function useBrokenIn(): DrillRoomState['brokenIn'] {
  const { machine } = useCommands();
  const [brokenIn, setBrokenIn] = useState<DrillRoomState['brokenIn']>(null);
  useEffect(() => machine.drillRoom?.onDrillRoom((room) => setBrokenIn(room.brokenIn)), [machine]);
  return brokenIn;
}
