import { DATUMS } from '#shared/geo/datum.ts';
import { useText } from '../../desk.tsx';
import { useForm } from './FormContext.ts';
import { ChoiceField } from './fields.tsx';

/** Stands for a record that says nothing itself. */
const UNSAID = '';

/** What is sent over the link; optional where the record may leave it to station.json. */
export function DatumField({ isOptional = false }: { readonly isOptional?: boolean }) {
  const text = useText().linkForm;
  const { change } = useForm();
  const options = DATUMS.map((value) => ({ value: value as string, name: text.datum[value] }));
  if (!isOptional) return <ChoiceField path="datum" name="datum" options={options} />;
  return (
    <ChoiceField
      path="datum"
      name="datum"
      options={[{ value: UNSAID, name: text.datumUnsaid }, ...options]}
      onChoose={(value) => change('datum', value === UNSAID ? undefined : value)}
    />
  );
}
