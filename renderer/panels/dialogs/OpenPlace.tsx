import { useState } from 'react';
import type { Findable, FindGroup } from '#shared/search/findable.ts';
import type { OpenDraft } from '../../commands/deskView.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useText } from '../desk.tsx';
import { useFound } from '../useFound.ts';

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
  const found = useFound(query, placesOf) ?? [];
  const take = ({ lon, lat, name }: Findable) => {
    onChange({ lon: lon.toFixed(6), lat: lat.toFixed(6) });
    setTaken(name);
    setQuery('');
  };
  return (
    <>
      <div className="field field--wide">
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
      <TextField
        label={text.openAddress}
        className="field--wide"
        value={draft.address}
        onChange={(address) => onChange({ address })}
        maxLength={200}
        placeholder={text.openAddressPlaceholder}
      />
      <TextField
        label={text.openLon}
        value={draft.lon}
        onChange={(lon) => onChange({ lon })}
        maxLength={20}
        inputMode="decimal"
      />
      <TextField
        label={text.openLat}
        value={draft.lat}
        onChange={(lat) => onChange({ lat })}
        maxLength={20}
        inputMode="decimal"
      />
    </>
  );
}

/** What stands somewhere: units move and incidents are not places. */
const placesOf = (groups: readonly FindGroup[]): readonly Findable[] =>
  groups
    .filter(({ kind }) => kind !== 'unit' && kind !== 'incident')
    .flatMap(({ hits }) => hits.slice(0, 3))
    .slice(0, FOUND_SHOWN);
