import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { TilesIcon } from '../../ui/icons.tsx';
import { OpeningTurns } from '../../video/tile/openingTurns.ts';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { DeskTile } from './DeskTile.tsx';
import { DropPlace } from './DropPlace.tsx';
import { useDrawnEyes } from './useDrawnEyes.ts';
import { useEyes } from './useEyes.ts';
import { sightedAside, useSighted } from './useSighted.ts';
import { useTellsSpot } from './useTellsSpot.ts';
import { VerdictLine } from './VerdictLine.tsx';
import './video.css';

const SHOWN = 4;

/**
 * The four best eyes on the incident being worked on, opened by themselves; under the map, so that nothing is covered. Where no
 * camera has a picture to give, nothing is taken from the map.
 */
export function VideoDock() {
  const { view } = useCommands();
  const [turns] = useState(() => new OpeningTurns());
  const { video: text, wall } = useText();
  const language = useLanguage();
  const incidentId = useView((state) => state.incidentId);
  const isSheetOpen = useView((state) => state.sheet !== null);
  const place = useLive(
    ({ live }) => (incidentId === null ? null : (live.world.incidents.get(incidentId)?.place ?? null)),
    (left, right) => left?.lon === right?.lon && left?.lat === right?.lat,
  );
  useTellsSpot(incidentId);
  const isOpen = useLive(({ live }) => incidentId !== null && live.world.incidents.get(incidentId)?.closedAt === null);
  const [isFolded, setFolded] = useState(false);
  const sighted = useSighted(isOpen ? place : null, SHOWN);
  const { eyes: shown, put } = useEyes(incidentId, sighted);
  const isDrawn = incidentId !== null && isOpen && sighted.length > 0 && !isSheetOpen;
  const eyes = useDrawnEyes(isDrawn && !isFolded ? shown : null);
  if (!isDrawn) return null;
  return (
    <section className="video-dock" aria-label={text.dock} data-testid="video-dock">
      <header className="video-dock__head">
        <h2>{text.dock}</h2>
        {!isFolded && <VerdictLine incidentId={incidentId} />}
        <Button look="plain" aria-expanded={!isFolded} onClick={() => setFolded(!isFolded)}>
          {isFolded ? text.dockShow : text.dockHide}
        </Button>
      </header>
      {!isFolded && (
        <ul className="video-dock__tiles">
          {shown.map(({ channel: { id, name, canTurn }, sighted: why }, index) => (
            <li
              key={id}
              onPointerEnter={() => eyes.focus(id)}
              onPointerLeave={() => eyes.focus(null)}
              onFocus={() => eyes.focus(id)}
              onBlur={() => eyes.focus(null)}
            >
              <span className="video-dock__number" aria-hidden="true">
                {index + 1}
              </span>
              <DropPlace className="video-dock__place" onDropped={(channelId) => void put(index, channelId)}>
                <DeskTile
                  channelId={id}
                  name={name}
                  reason={{ kind: 'incident', incidentId }}
                  turns={turns}
                  canTurn={canTurn}
                  aside={why ? sightedAside(why, language, text) : wall.putHere}
                  tools={
                    <Button
                      look="plain"
                      aria-label={text.enlarge(name)}
                      onClick={() => view.change({ sheet: { id: 'video', focus: id } })}
                    >
                      <TilesIcon />
                    </Button>
                  }
                />
              </DropPlace>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
