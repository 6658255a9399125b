import { useEffect, useId, useRef, useState } from 'react';
import type { Findable, FindGroup } from '#shared/search/findable.ts';
import type { MapPoint } from '../../../commands/deskView.ts';
import { askForMapPoint } from '../../../commands/deviceForm.ts';
import { pointOfSelection } from '../../../live/pointOfSelection.ts';
import { Button } from '../../../ui/Button.tsx';
import { ChoiceField } from '../../../ui/form/ChoiceField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useAreaName, useCommands, useDirectory, useText, useView } from '../../desk.tsx';
import { useFound } from '../../useFound.ts';
import { useField } from './bench.tsx';
import { NumberAt, type Option, PickAt } from './fields.tsx';
import { getAt, type Json, type Path } from './scenarioDraft.ts';

const KINDS = ['device', 'place', 'point'] as const;
type PlaceKind = (typeof KINDS)[number];
const EMPTY: Readonly<Record<PlaceKind, Json>> = {
  device: { device: '' },
  place: { place: '' },
  point: { lon: '', lat: '' },
};

/** At a device, at a place of the scene by its name, or at a point: typed, or clicked on the map. */
export function PlaceAt({
  path,
  label,
  devices,
}: {
  readonly path: Path;
  readonly label: string;
  readonly devices: readonly Option[];
}) {
  const { directorEditor: text } = useText();
  const { value, error, set } = useField(path);
  const kind = kindOf(value);
  return (
    <fieldset className="words-at">
      <ChoiceField
        {...{ label, error }}
        layout="row"
        options={KINDS.map((each) => ({ value: each, name: text.placeKind[each] }))}
        chosen={kind}
        onChoose={(each) => each !== kind && set(EMPTY[each])}
      />
      {kind === 'device' && (
        <PickAt
          path={[...path, 'device']}
          label={text.field.device ?? ''}
          choices={devices}
          placeholder={text.searchDevice}
        />
      )}
      {kind === 'place' && <NamedPlace path={[...path, 'place']} />}
      {kind === 'point' && (
        <div className="editor__pair">
          <NumberAt path={[...path, 'lon']} label={text.field.lon ?? ''} />
          <NumberAt path={[...path, 'lat']} label={text.field.lat ?? ''} />
        </div>
      )}
      <PickOnMap value={value} label={label} onPick={set} testId={`pick-${path.join('.')}`} />
    </fieldset>
  );
}

/** The editor steps aside, the next click on the map is the place; Escape leaves it as it was. Below, where the point lies. */
function PickOnMap({
  value,
  label,
  onPick,
  testId,
}: {
  readonly value: Json | undefined;
  readonly label: string;
  readonly onPick: (point: Json) => void;
  readonly testId: string;
}) {
  const { life } = useText();
  const { client, view } = useCommands();
  const isAiming = useView(({ mapAim }) => mapAim !== null);
  const button = useRef<HTMLButtonElement>(null);
  const hasAsked = useRef(false);
  const point = pointIn(value);
  const pick = () => {
    const device = getAt(value, ['device']);
    const now =
      point ??
      (typeof device === 'string' ? pointOfSelection(client.live, { kind: 'device', id: device }, null) : null);
    hasAsked.current = true;
    if (now) view.change({ trail: { line: [], points: [{ ...now, name: label, isDone: false }] } });
    askForMapPoint(view, ({ lon, lat }) => onPick({ lon: rounded(lon), lat: rounded(lat) }));
  };
  useEffect(() => {
    if (isAiming || !hasAsked.current) return;
    hasAsked.current = false;
    view.change({ trail: null });
    button.current?.focus();
  }, [view, isAiming]);
  useEffect(() => () => view.change({ trail: null, mapAim: null }), [view]);
  return (
    <div className="place-at__map">
      <Button ref={button} onClick={pick} data-testid={testId}>
        {life.pickOnMap}
      </Button>
      {point && <WhereItLies {...point} />}
    </div>
  );
}

function WhereItLies({ lon, lat }: MapPoint) {
  const { directorEditor: text } = useText();
  const { directory, state } = useDirectory();
  const [found, setFound] = useState<{ readonly code: string | null } | null>(null);
  useEffect(() => {
    let isWanted = state === 'ready';
    setFound(null);
    if (!isWanted) return;
    void directory.gridAt(lon, lat).then((code) => {
      if (isWanted) setFound({ code });
    });
    return () => {
      isWanted = false;
    };
  }, [directory, state, lon, lat]);
  const name = useAreaName(found?.code ?? null);
  if (!found) return null;
  return (
    <span className="field__hint" role="status" data-testid="point-grid">
      {name === null ? text.outsideGrids : text.inGrid(name)}
    </span>
  );
}

/** Null until both are numbers that can be degrees. */
function pointIn(value: Json | undefined): MapPoint | null {
  const [lon, lat] = [getAt(value, ['lon']), getAt(value, ['lat'])];
  if (typeof lon !== 'number' || typeof lat !== 'number') return null;
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : null;
}

/** A tenth of a metre. */
const rounded = (degrees: number) => Number(degrees.toFixed(6));

function kindOf(value: Json | undefined): PlaceKind | null {
  const place = (value ?? {}) as Readonly<Record<string, Json>>;
  if ('device' in place) return 'device';
  if ('place' in place) return 'place';
  return 'lon' in place || 'lat' in place ? 'point' : null;
}

const placesOf = (groups: readonly FindGroup[]): readonly Findable[] =>
  groups.find(({ kind }) => kind === 'place')?.hits ?? [];

function NamedPlace({ path }: { readonly path: Path }) {
  const { directorEditor: text } = useText();
  const { text: typed, error, set } = useField(path);
  const listId = useId();
  const found = useFound(typed, placesOf) ?? [];
  return (
    <>
      <TextField
        label={text.field.place ?? ''}
        placeholder={text.searchPlace}
        maxLength={80}
        error={error}
        value={typed}
        onChange={set}
        list={listId}
      />
      <datalist id={listId}>
        {found.map(({ id, name, detail }) => (
          <option key={id} value={name}>
            {detail}
          </option>
        ))}
      </datalist>
    </>
  );
}
