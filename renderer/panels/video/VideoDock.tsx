import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { TilesIcon } from '../../ui/icons.tsx';
import { OpeningTurns } from '../../video/tile/openingTurns.ts';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { DeskTile } from './DeskTile.tsx';
import { useDrawnEyes } from './useDrawnEyes.ts';
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
  const text = useText().video;
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
  const isDrawn = incidentId !== null && isOpen && sighted.length > 0 && !isSheetOpen;
  const eyes = useDrawnEyes(isDrawn && !isFolded ? sighted : null);
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
          {sighted.map((one, index) => (
            <li
              key={one.channel.id}
              onPointerEnter={() => eyes.focus(one.channel.id)}
              onPointerLeave={() => eyes.focus(null)}
              onFocus={() => eyes.focus(one.channel.id)}
              onBlur={() => eyes.focus(null)}
            >
              <span className="video-dock__number" aria-hidden="true">
                {index + 1}
              </span>
              <DeskTile
                channelId={one.channel.id}
                name={one.channel.name}
                reason={{ kind: 'incident', incidentId }}
                turns={turns}
                canTurn={one.channel.canTurn}
                aside={sightedAside(one, language, text)}
                tools={
                  <Button
                    look="plain"
                    aria-label={text.enlarge(one.channel.name)}
                    onClick={() => view.change({ sheet: { id: 'video', focus: one.channel.id } })}
                  >
                    <TilesIcon />
                  </Button>
                }
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
