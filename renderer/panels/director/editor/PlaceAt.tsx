import { useId } from 'react';
import type { Findable, FindGroup } from '#shared/search/findable.ts';
import { ChoiceField } from '../../../ui/form/ChoiceField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useText } from '../../desk.tsx';
import { useFound } from '../../useFound.ts';
import { useField } from './bench.tsx';
import { NumberAt, type Option, PickAt } from './fields.tsx';
import type { Json, Path } from './scenarioDraft.ts';

const KINDS = ['device', 'place', 'point'] as const;
type PlaceKind = (typeof KINDS)[number];
const EMPTY: Readonly<Record<PlaceKind, Json>> = {
  device: { device: '' },
  place: { place: '' },
  point: { lon: '', lat: '' },
};

/** At a device, at a place of the scene by its name, or at a point. */
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
    </fieldset>
  );
}

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
