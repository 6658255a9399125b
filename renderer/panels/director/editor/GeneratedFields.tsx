import { fieldValueName } from '#shared/text/directorEditor.ts';
import { useLanguage, useText } from '../../desk.tsx';
import {
  CheckAt,
  ChoicesAt,
  InjectAt,
  NumberAt,
  type Option,
  PickAt,
  PickManyAt,
  SelectAt,
  TextAt,
  TextsAt,
  WordsAt,
} from './fields.tsx';
import type { FormField } from './formFields.ts';
import { PlaceAt } from './PlaceAt.tsx';
import type { Path } from './scenarioDraft.ts';
import type { StationThings } from './useStationThings.ts';

/** The fields of an act or an expected action, in the order of the schema. */
export function GeneratedFields({
  fields,
  path,
  things,
}: {
  readonly fields: readonly FormField[];
  readonly path: Path;
  readonly things: StationThings;
}) {
  return (
    <div className="editor__pair">
      {fields.map((field) => (
        <OneField key={field.name} {...{ field, things }} path={[...path, field.name]} />
      ))}
    </div>
  );
}

const LONG_WORDS = 200;

function OneField({
  field,
  path,
  things,
}: {
  readonly field: FormField;
  readonly path: Path;
  readonly things: StationThings;
}) {
  const { directorEditor: text } = useText();
  const language = useLanguage();
  const { name, kind, isRequired, values, least, most, longest, usual } = field;
  const label = text.field[name] ?? name;
  const usualName = usual === null ? null : fieldValueName(name, usual, language);
  const hint = [
    least !== null && most !== null ? text.range(String(least), String(most)) : null,
    usualName !== null ? text.usual(usualName) : isRequired ? null : text.optional,
  ]
    .filter((each) => each !== null)
    .join(' · ');
  const options = values.map(
    (value): Option => ({ value: String(value), name: fieldValueName(name, String(value), language) }),
  );
  const placeholder = text.searchDevice;
  const isOptional = !isRequired;
  const at = { path, label };
  switch (kind) {
    case 'words':
      return (
        <WordsAt
          {...at}
          longest={longest ?? LONG_WORDS}
          isOptional={isOptional}
          lines={(longest ?? 0) > LONG_WORDS ? 3 : 1}
        />
      );
    case 'number':
      return <NumberAt {...at} hint={hint} />;
    case 'choice':
      return (
        <SelectAt
          {...at}
          options={options}
          isNumber={typeof values[0] === 'number'}
          {...(isOptional && { none: usualName === null ? text.none : text.usual(usualName) })}
        />
      );
    case 'choices':
      return <ChoicesAt {...at} options={options} />;
    case 'check':
      return <CheckAt {...at} usual={usual === 'true'} />;
    case 'texts':
      return <TextsAt {...at} hint={hint} />;
    case 'device':
      return <PickAt {...at} choices={things.devices} placeholder={placeholder} />;
    case 'unit':
      return <PickAt {...at} choices={things.units} placeholder={placeholder} />;
    case 'devices':
    case 'cameras':
    case 'links':
      return <PickManyAt {...at} choices={things[kind]} placeholder={placeholder} isOptional={isOptional} />;
    case 'place':
      return <PlaceAt {...at} devices={things.devices} />;
    case 'inject':
      return <InjectAt {...at} />;
    case 'text':
      return <TextAt {...at} hint={hint} longest={longest ?? LONG_WORDS} />;
  }
}
