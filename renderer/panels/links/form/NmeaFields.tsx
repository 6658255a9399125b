import { Button } from '../../../ui/Button.tsx';
import { useText } from '../../desk.tsx';
import { DatumField } from './DatumField.tsx';
import { valueAt } from './draft.ts';
import { useForm } from './FormContext.ts';
import { SwitchField, TextField } from './fields.tsx';
import { GroupProblems } from './GroupProblems.tsx';
import { listAt, placesAt } from './lists.ts';

/** Satellite sentences name nobody: the record says whose wire it is, over UDP by address as well. */
export function NmeaFields() {
  const text = useText().linkForm;
  const { draft, change } = useForm();
  const sources = listAt(draft, 'sources');
  return (
    <>
      <TextField path="unit" name="unit" />
      <DatumField isOptional />
      <SwitchField path="requireChecksum" name="requireChecksum" />
      {valueAt(draft, 'transport.kind') === 'udp' && (
        <fieldset className="form-group">
          <legend>{text.sources}</legend>
          <GroupProblems path="sources" />
          {placesAt(draft, 'sources').map(({ path, index }) => (
            <div className="form-item" key={path}>
              <div className="form-grid">
                <TextField path={`${path}.address`} name="sourceAddress" />
                <TextField path={`${path}.unit`} name="sourceUnit" />
              </div>
              <Button look="plain" onClick={() => change('sources', sources.toSpliced(index, 1))}>
                {text.removeSource}
              </Button>
            </div>
          ))}
          <Button onClick={() => change('sources', [...sources, {}])}>{text.addSource}</Button>
        </fieldset>
      )}
    </>
  );
}
