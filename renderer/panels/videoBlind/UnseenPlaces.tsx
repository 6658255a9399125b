import type { BlindPlace } from '#shared/wire/video.ts';
import { Section } from '../../ui/Section.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useText } from '../desk.tsx';
import { useFlight } from '../useFlight.ts';

/** So many by name; the rest are counted. */
const NAMED = 500;

/** Key places no camera sees, each a way to it on the map. */
export function UnseenPlaces({ places }: { readonly places: readonly BlindPlace[] }) {
  const say = useText().blindSpots;
  const flyTo = useFlight();
  const listKeys = useListKeys('.blind__row', { findsByLetters: true });
  return (
    <Section title={say.places} aside={say.placesUnseen(places.length)}>
      {places.length === 0 && <p className="blind__good">{say.allSeen}</p>}
      <ul ref={listKeys} data-testid="blind-places">
        {places.slice(0, NAMED).map(({ id, name, what, gridCode }) => (
          <li key={id}>
            <button
              type="button"
              className="blind__row"
              aria-label={say.fly(name)}
              onClick={() => flyTo({ kind: 'place', id })}
            >
              <strong className="blind__name">{name}</strong>
              <span>{what}</span>
              <span className="blind__code">{gridCode}</span>
            </button>
          </li>
        ))}
        {places.length > NAMED && <li className="blind__more">{say.more(places.length - NAMED)}</li>}
      </ul>
    </Section>
  );
}
