import { useEffect, useState } from 'react';
import { joinSeatWindows } from '../../live/seatWindows.ts';
import { OpeningTurns } from '../../video/tile/openingTurns.ts';
import { useLanguage, useLive, useText } from '../desk.tsx';
import { DeskTile } from './DeskTile.tsx';
import { sightedAside, useSighted } from './useSighted.ts';
import './video.css';

/** The camera that sees best the incident in hand at the duty window, large. */
export function SpotMonitor() {
  const { video, wall } = useText();
  const language = useLanguage();
  const [turns] = useState(() => new OpeningTurns());
  const incidentId = useIncidentInHand();
  const place = useLive(
    ({ live }) => (incidentId === null ? null : (live.world.incidents.get(incidentId)?.place ?? null)),
    (left, right) => left?.lon === right?.lon && left?.lat === right?.lat,
  );
  const [best] = useSighted(place, 1);
  if (incidentId === null || !best) {
    return (
      <p className="video-spot__words" role="status" data-testid="spot-words">
        {incidentId === null ? wall.spotWaits : wall.spotNone}
      </p>
    );
  }
  return (
    <DeskTile
      key={best.channel.id}
      channelId={best.channel.id}
      name={best.channel.name}
      reason={{ kind: 'incident', incidentId }}
      turns={turns}
      canTurn={best.channel.canTurn}
      aside={sightedAside(best, language, video)}
    />
  );
}

function useIncidentInHand(): string | null {
  const [incidentId, setIncident] = useState<string | null>(null);
  useEffect(() => {
    const windows = joinSeatWindows((word) => {
      if (word.kind === 'incidentInHand') setIncident(word.incidentId);
    });
    windows.say({ kind: 'whichIncident' });
    return () => windows.close();
  }, []);
  return incidentId;
}
