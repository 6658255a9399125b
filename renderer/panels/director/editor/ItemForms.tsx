import { EXPECTED_ACTION_NAMES, fieldValueName } from '#shared/text/directorEditor.ts';
import { ACT_NAMES, MOMENT_NAMES, SCENARIO_ROLE_NAMES } from '#shared/text/directorScript.ts';
import { MOMENTS, SCENARIO_ROLES, SINCE_MOMENTS } from '#shared/wire/scenario.ts';
import { ChoiceField } from '../../../ui/form/ChoiceField.tsx';
import { SelectField } from '../../../ui/form/SelectField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useLanguage, useText } from '../../desk.tsx';
import { usePick } from '../director.tsx';
import { useBench, useField } from './bench.tsx';
import { InjectAt, NumberAt, SelectAt, TextAt, WordsAt } from './fields.tsx';
import { ACT_FIELDS, ACTION_FIELDS } from './formFields.ts';
import { GeneratedFields } from './GeneratedFields.tsx';
import {
  EMPTY_ACTIONS,
  EMPTY_ACTS,
  getAt,
  idsOf,
  type Json,
  type ListName,
  listOf,
  type Path,
  titleIn,
} from './scenarioDraft.ts';
import { useStationThings } from './useStationThings.ts';

const PACE_RANGE = { least: '1', most: '10' };

export function GeneralForm({ isNew }: { readonly isNew: boolean }) {
  const { directorEditor: text } = useText();
  const language = useLanguage();
  const { field } = text;
  const fields = ['simulated', 'people'].map((value) => ({ value, name: fieldValueName('field', value, language) }));
  return (
    <>
      <WordsAt path={['title']} label={field.title ?? ''} longest={60} />
      {isNew && <TextAt path={['id']} label={field.id ?? ''} longest={40} />}
      <WordsAt path={['story']} label={field.story ?? ''} longest={2_000} lines={6} />
      <div className="editor__pair">
        <NumberAt path={['lengthSeconds']} label={field.lengthSeconds ?? ''} hint={text.range('30', '14400')} />
        <NumberAt path={['pace']} label={field.pace ?? ''} hint={text.range(PACE_RANGE.least, PACE_RANGE.most)} />
        <NumberAt path={['seed']} label={field.seed ?? ''} />
        <SelectAt path={['field']} label={field.field ?? ''} options={fields} />
      </div>
    </>
  );
}

export function RoleForm({ path }: { readonly path: Path }) {
  const { directorEditor: text } = useText();
  const say = usePick();
  const options = SCENARIO_ROLES.map((value) => ({ value, name: say(SCENARIO_ROLE_NAMES[value]) }));
  return (
    <>
      <div className="editor__pair">
        <SelectAt path={[...path, 'role']} label={text.field.role ?? ''} options={options} />
        <IdAt path={path} list="roles" />
      </div>
      <WordsAt path={[...path, 'name']} label={text.field.name ?? ''} longest={60} />
      <WordsAt path={[...path, 'task']} label={text.field.task ?? ''} longest={600} lines={4} />
    </>
  );
}

export function InjectForm({ path }: { readonly path: Path }) {
  const { directorEditor: text } = useText();
  const say = usePick();
  const things = useStationThings();
  const act = useField([...path, 'act', 'do']);
  const { change } = useBench();
  const kinds = Object.keys(EMPTY_ACTS) as (keyof typeof EMPTY_ACTS)[];
  const kind = kinds.find((each) => each === act.text) ?? 'alarm';
  return (
    <>
      <WordsAt path={[...path, 'title']} label={text.field.title ?? ''} longest={80} />
      <WhenForm path={[...path, 'when']} />
      <SelectField
        label={text.act}
        options={kinds.map((value) => ({ value, name: say(ACT_NAMES[value]) }))}
        value={kind}
        onChange={(chosen) => change([...path, 'act'], EMPTY_ACTS[chosen])}
        data-testid={`field-${[...path, 'act', 'do'].join('.')}`}
      />
      <GeneratedFields key={kind} fields={ACT_FIELDS[kind] ?? []} path={[...path, 'act']} things={things} />
      <div className="editor__pair">
        <RoleAt path={[...path, 'role']} />
        <IdAt path={path} list="injects" />
      </div>
      <WordsAt path={[...path, 'note']} label={text.field.note ?? ''} longest={400} isOptional lines={2} />
    </>
  );
}

const WHEN_KINDS = ['at', 'after', 'without', 'byHand'] as const;
type WhenKind = (typeof WHEN_KINDS)[number];

function WhenForm({ path }: { readonly path: Path }) {
  const { directorEditor: text } = useText();
  const say = usePick();
  const { draft } = useBench();
  const { value, error, set } = useField(path);
  const kind = WHEN_KINDS.find((each) => getAt(value, [each]) !== undefined) ?? 'at';
  const [first = ''] = idsOf(draft, 'injects');
  const empty: Readonly<Record<WhenKind, Json>> = {
    at: { at: 60 },
    after: { after: { inject: first, moment: 'dispatched', delaySeconds: 0 } },
    without: { without: { inject: first, moment: 'acknowledged', forSeconds: 60 } },
    byHand: { byHand: true },
  };
  const moments = MOMENTS.map((moment) => ({ value: moment, name: say(MOMENT_NAMES[moment]) }));
  return (
    <fieldset className="words-at">
      <ChoiceField
        label={text.field.atSeconds ?? ''}
        isLabelHidden
        error={error}
        layout="row"
        options={WHEN_KINDS.map((each) => ({ value: each, name: text.whenKind[each] }))}
        chosen={kind}
        onChoose={(each) => each !== kind && set(empty[each])}
      />
      {kind === 'at' && <NumberAt path={[...path, 'at']} label={text.field.atSeconds ?? ''} />}
      {(kind === 'after' || kind === 'without') && (
        <div className="editor__pair">
          <InjectAt path={[...path, kind, 'inject']} label={text.field.inject ?? ''} />
          <SelectAt path={[...path, kind, 'moment']} label={text.field.moment ?? ''} options={moments} />
          {kind === 'after' ? (
            <NumberAt path={[...path, kind, 'delaySeconds']} label={text.field.delaySeconds ?? ''} />
          ) : (
            <NumberAt path={[...path, kind, 'forSeconds']} label={text.field.forSeconds ?? ''} />
          )}
        </div>
      )}
    </fieldset>
  );
}

export function ExpectedForm({ path }: { readonly path: Path }) {
  const { directorEditor: text } = useText();
  const say = usePick();
  const language = useLanguage();
  const things = useStationThings();
  const { change } = useBench();
  const action = useField([...path, 'action', 'kind']);
  const kinds = Object.keys(EMPTY_ACTIONS) as (keyof typeof EMPTY_ACTIONS)[];
  const kind = kinds.find((each) => each === action.text) ?? 'acknowledge';
  const since = SINCE_MOMENTS.map((value) => ({ value, name: fieldValueName('since', value, language) }));
  return (
    <>
      <div className="editor__pair">
        <InjectAt path={[...path, 'of']} label={text.field.of ?? ''} />
        <SelectField
          label={text.action}
          options={kinds.map((value) => ({ value, name: say(EXPECTED_ACTION_NAMES[value]) }))}
          value={kind}
          onChange={(chosen) => change([...path, 'action'], EMPTY_ACTIONS[chosen])}
          data-testid={`field-${[...path, 'action', 'kind'].join('.')}`}
        />
      </div>
      <GeneratedFields key={kind} fields={ACTION_FIELDS[kind] ?? []} path={[...path, 'action']} things={things} />
      <div className="editor__pair">
        <NumberAt path={[...path, 'withinSeconds']} label={text.field.withinSeconds ?? ''} />
        <NumberAt path={[...path, 'points']} label={text.field.points ?? ''} hint={text.range('1', '100')} />
        <SelectAt
          path={[...path, 'since']}
          label={text.field.since ?? ''}
          options={since}
          none={fieldValueName('since', 'alarm', language)}
        />
        <NumberAt path={[...path, 'percent']} label={text.field.percent ?? ''} hint={text.usual('100')} />
        <RoleAt path={[...path, 'role']} />
        <IdAt path={path} list="expected" />
      </div>
      <WordsAt path={[...path, 'why']} label={text.field.why ?? ''} longest={300} lines={2} />
    </>
  );
}

function RoleAt({ path }: { readonly path: Path }) {
  const { directorEditor: text } = useText();
  const { draft } = useBench();
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const options = listOf(draft, 'roles').flatMap((role) => {
    const id = getAt(role, ['id']);
    return typeof id === 'string' ? [{ value: id, name: titleIn(role, language) }] : [];
  });
  return <SelectAt path={path} label={text.field.role ?? ''} options={options} none={text.nobody} />;
}

/** What else names it follows. */
function IdAt({ path, list }: { readonly path: Path; readonly list: ListName }) {
  const { directorEditor: text } = useText();
  const { rename } = useBench();
  const { text: id, error } = useField([...path, 'id']);
  return (
    <TextField
      label={text.field.id ?? ''}
      error={error}
      maxLength={40}
      value={id}
      onChange={(typed) => rename(list, Number(path[1]), typed)}
      data-testid={`field-${[...path, 'id'].join('.')}`}
    />
  );
}
