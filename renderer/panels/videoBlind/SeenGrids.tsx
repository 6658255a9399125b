import { useMemo } from 'react';
import type { BlindReport } from '#shared/wire/video.ts';
import { Meter } from '../../ui/Meter.tsx';
import { Section } from '../../ui/Section.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useText } from '../desk.tsx';
import { useFlight } from '../useFlight.ts';

/** The blindest; the columns on the map show all of them. */
const LISTED = 200;

/** Of each grid how much of its open ground some camera sees, the least first; each a way to it on the map. */
export function SeenGrids({ grids }: { readonly grids: BlindReport['grids'] }) {
  const say = useText().blindSpots;
  const flyTo = useFlight();
  const listKeys = useListKeys('.blind__row', { findsByLetters: true });
  const blindest = useMemo(
    () =>
      grids.filter(({ seenShare }) => seenShare !== null).toSorted((one, other) => one.seenShare! - other.seenShare!),
    [grids],
  );
  return (
    <Section title={say.grids} aside={say.gridsHint}>
      {blindest.length === 0 && <p>{say.noGrids}</p>}
      <ul ref={listKeys} data-testid="blind-grids">
        {blindest.slice(0, LISTED).map(({ code, name, seenShare }) => (
          <li key={code}>
            <button
              type="button"
              className="blind__row blind__row--grid"
              aria-label={say.fly(name)}
              onClick={() => flyTo({ kind: 'grid', id: code })}
            >
              <Meter name={name} share={seenShare!} aside="" look="var(--selected-line)" />
            </button>
          </li>
        ))}
        {blindest.length > LISTED && <li className="blind__more">{say.more(blindest.length - LISTED)}</li>}
      </ul>
    </Section>
  );
}
