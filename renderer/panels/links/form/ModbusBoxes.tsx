import { Button } from '../../../ui/Button.tsx';
import { useText } from '../../desk.tsx';
import { NEW_BOX, NEW_BUTTON, NEW_SIREN, valueAt } from './draft.ts';
import { useForm } from './FormContext.ts';
import { ChoiceField, NumberField, TextField } from './fields.tsx';
import { GroupProblems } from './GroupProblems.tsx';
import { listAt, placesAt } from './lists.ts';

/** The boxes of one bus, each with its buttons and perhaps a siren. */
export function ModbusBoxes() {
  const text = useText().linkForm;
  const { draft, change } = useForm();
  const boxes = listAt(draft, 'boxes');
  return (
    <fieldset className="form-group">
      <legend>{text.groupBoxes}</legend>
      <GroupProblems path="boxes" />
      {placesAt(draft, 'boxes').map(({ path, index }) => (
        <Box key={path} path={path} index={index} isOnly={boxes.length === 1} />
      ))}
      <Button onClick={() => change('boxes', [...boxes, NEW_BOX])} data-testid="add-box">
        {text.addBox}
      </Button>
    </fieldset>
  );
}

function Box({ path, index, isOnly }: { readonly path: string; readonly index: number; readonly isOnly: boolean }) {
  const text = useText().linkForm;
  const { draft, change } = useForm();
  const areas = (['discreteInputs', 'coils'] as const).map((value) => ({ value, name: text.area[value] }));
  const buttons = listAt(draft, `${path}.buttons`);
  const hasSiren = valueAt(draft, `${path}.siren`) !== undefined;
  return (
    <fieldset className="form-group form-group--inner">
      <legend>{text.box(index + 1)}</legend>
      <GroupProblems path={path} />
      <div className="form-grid form-grid--three">
        <TextField path={`${path}.account`} name="account" />
        <NumberField path={`${path}.unit`} name="boxUnit" />
        <ChoiceField path={`${path}.area`} name="area" options={areas} />
      </div>
      <h5>{text.buttons}</h5>
      {placesAt(draft, `${path}.buttons`).map((button) => (
        <div className="form-item" key={button.path}>
          <div className="form-grid form-grid--three">
            <NumberField path={`${button.path}.input`} name="input" />
            <TextField path={`${button.path}.code`} name="code" />
            <NumberField path={`${button.path}.acknowledgeCoil`} name="acknowledgeCoil" />
          </div>
          <Button look="plain" onClick={() => change(`${path}.buttons`, buttons.toSpliced(button.index, 1))}>
            {text.removeButton}
          </Button>
        </div>
      ))}
      <div className="form-tools">
        <Button onClick={() => change(`${path}.buttons`, [...buttons, { ...NEW_BUTTON, input: buttons.length }])}>
          {text.addButton}
        </Button>
        <label className="form-check">
          <input
            type="checkbox"
            checked={hasSiren}
            onChange={({ target }) => change(`${path}.siren`, target.checked ? NEW_SIREN : undefined)}
          />
          {text.hasSiren}
        </label>
        {!isOnly && (
          <Button look="plain" onClick={() => change('boxes', listAt(draft, 'boxes').toSpliced(index, 1))}>
            {text.removeBox}
          </Button>
        )}
      </div>
      {hasSiren && <Siren path={`${path}.siren`} />}
    </fieldset>
  );
}

/** Either kind of watchdog ends the sound when nobody is there to switch it off. */
function Siren({ path }: { readonly path: string }) {
  const text = useText().linkForm;
  const { draft, change } = useForm();
  const kinds = (['register', 'timedCoil'] as const).map((value) => ({ value, name: text.watchdog[value] }));
  return (
    <div className="form-grid form-grid--three">
      <NumberField path={`${path}.coil`} name="coil" />
      <NumberField path={`${path}.maxSeconds`} name="maxSeconds" />
      <ChoiceField
        path={`${path}.watchdog.kind`}
        name="watchdog"
        options={kinds}
        onChoose={(kind) => change(`${path}.watchdog`, { kind })}
      />
      {valueAt(draft, `${path}.watchdog.kind`) === 'timedCoil' ? (
        <NumberField path={`${path}.watchdog.holdSeconds`} name="holdSeconds" />
      ) : (
        <>
          <NumberField path={`${path}.watchdog.address`} name="watchdogAddress" />
          <NumberField path={`${path}.watchdog.unitMs`} name="unitMs" />
        </>
      )}
    </div>
  );
}
