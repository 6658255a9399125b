import { useEffect, useState } from 'react';
import type { Findable } from '#shared/search/findable.ts';
import type { OpenDraft } from '../../commands/deskView.ts';
import { Button } from '../../ui/Button.tsx';
import { useDirectory, useText } from '../desk.tsx';

const FOUND_SHOWN = 6;

/** Where it is: by name, by a click on the map, or in degrees. The address in words may differ from what the place has. */
export function OpenPlace({
  draft,
  startName,
  onChange,
  onAim,
}: {
  readonly draft: OpenDraft;
  /** What the point was taken from; null: nothing was selected. */
  readonly startName: string | null;
  readonly onChange: (part: Partial<OpenDraft>) => void;
  /** Null where there is no map. */
  readonly onAim: (() => void) | null;
}) {
  const { dialogs: text, life } = useText();
  const [query, setQuery] = useState('');
  const [taken, setTaken] = useState(startName);
  const found = useFound(query);
  const take = ({ lon, lat, name }: Findable) => {
    onChange({ lon: lon.toFixed(6), lat: lat.toFixed(6) });
    setTaken(name);
    setQuery('');
  };
  return (
    <>
      <div className="field open-form__wide">
        <span className="field__label">{taken === null ? text.openAt : text.openAtSelected(taken)}</span>
        <div className="open-form__point">
          <input
            className="input"
            value={query}
            maxLength={60}
            aria-label={life.findPlace}
            placeholder={life.findPlace}
            data-testid="open-find"
            onChange={(event) => setQuery(event.target.value)}
          />
          {onAim && (
            <Button onClick={onAim} data-testid="open-aim">
              {life.pickOnMap}
            </Button>
          )}
        </div>
        {found.length > 0 && (
          <div className="open-form__found">
            {found.map((item) => (
              <button key={`${item.kind} ${item.id}`} type="button" className="choice" onClick={() => take(item)}>
                {item.name}
              </button>
            ))}
          </div>
        )}
      </div>
      <label className="field open-form__wide">
        <span className="field__label">{text.openAddress}</span>
        <input
          className="input"
          value={draft.address}
          maxLength={200}
          placeholder={text.openAddressPlaceholder}
          onChange={(event) => onChange({ address: event.target.value })}
        />
      </label>
      <label className="field">
        <span className="field__label">{text.openLon}</span>
        <input
          className="input"
          inputMode="decimal"
          value={draft.lon}
          onChange={(event) => onChange({ lon: event.target.value })}
        />
      </label>
      <label className="field">
        <span className="field__label">{text.openLat}</span>
        <input
          className="input"
          inputMode="decimal"
          value={draft.lat}
          onChange={(event) => onChange({ lat: event.target.value })}
        />
      </label>
    </>
  );
}

/** What stands somewhere: units move and incidents are not places. */
function useFound(query: string): readonly Findable[] {
  const { directory, state } = useDirectory();
  const [found, setFound] = useState<readonly Findable[]>([]);
  useEffect(() => {
    let isWanted = true;
    if (query.trim() === '' || state === 'waiting') return setFound([]);
    void directory.find({ query: query.trim() }).then((groups) => {
      if (!isWanted) return;
      const places = groups.filter(({ kind }) => kind !== 'unit' && kind !== 'incident');
      setFound(places.flatMap(({ hits }) => hits.slice(0, 3)).slice(0, FOUND_SHOWN));
    });
    return () => {
      isWanted = false;
    };
  }, [directory, state, query]);
  return found;
}
