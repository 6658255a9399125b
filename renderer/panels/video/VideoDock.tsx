import { useEffect, useState } from 'react';
import type { Language } from '#shared/text/language.ts';
import { formatDistance } from '#shared/text/time.ts';
import { mayWatch } from '#shared/wire/roles.ts';
import type { SightedChannel } from '#shared/wire/video.ts';
import { channelsInSight } from '../../live/video.ts';
import { Button } from '../../ui/Button.tsx';
import { TilesIcon } from '../../ui/icons.tsx';
import { OpeningTurns } from '../../video/tile/openingTurns.ts';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { DeskTile } from './DeskTile.tsx';
import { sightWords } from './sightWords.ts';
import { useDrawnEyes } from './useDrawnEyes.ts';
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
  const isOpen = useLive(({ live }) => incidentId !== null && live.world.incidents.get(incidentId)?.closedAt === null);
  const [isFolded, setFolded] = useState(false);
  const sighted = useSighted(isOpen ? place : null);
  const isDrawn = incidentId !== null && isOpen && sighted.length > 0 && !isSheetOpen;
  const eyes = useDrawnEyes(isDrawn && !isFolded ? sighted : null);
  if (!isDrawn) return null;
  return (
    <section className="video-dock" aria-label={text.dock} data-testid="video-dock">
      <header className="video-dock__head">
        <h2>{text.dock}</h2>
        <span className="video-dock__hint">{text.noPreRoll}</span>
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
                aside={asideOf(one, language, text)}
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

const asideOf = (one: SightedChannel, language: Language, text: Parameters<typeof sightWords>[1]) =>
  [formatDistance(one.distanceM, language), ...sightWords(one, text)].join(' · ');

/** Those with a picture to give, asked for anew when the place changes; none for a seat that may not watch. */
function useSighted(place: { readonly lon: number; readonly lat: number } | null): readonly SightedChannel[] {
  const { client } = useCommands();
  const [sighted, setSighted] = useState<readonly SightedChannel[]>([]);
  const mayAsk = useLive(({ connection, live }) => {
    const role = live.seat?.role;
    return connection.state === 'live' && role !== undefined && mayWatch(role);
  });
  const { lon, lat } = place ?? { lon: null, lat: null };
  useEffect(() => {
    setSighted([]);
    if (lon === null || lat === null || !mayAsk) return;
    let isWanted = true;
    void channelsInSight(client, { lon, lat }, SHOWN).then((found) => {
      if (isWanted) setSighted(found?.filter(({ channel }) => channel.grades.length > 0) ?? []);
    });
    return () => {
      isWanted = false;
    };
  }, [client, lon, lat, mayAsk]);
  return sighted;
}
