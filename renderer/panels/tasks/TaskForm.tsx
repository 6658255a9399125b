import { useState } from 'react';
import { MUST_KINDS } from '#shared/catalog/fiveMusts.ts';
import { FIELD_TASK_KINDS, type FieldTaskKind } from '#shared/domain/task.ts';
import type { TaskCommandInput } from '#shared/domain/taskCommands.ts';
import { formatDistance } from '#shared/text/time.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import type { MapPoint } from '../../commands/deskView.ts';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { FormActions } from '../../ui/form/FormActions.tsx';
import { SelectField } from '../../ui/form/SelectField.tsx';
import { TextAreaField } from '../../ui/form/TextAreaField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { MapPointField } from '../MapPointField.tsx';
import { AudienceFields } from './AudienceFields.tsx';
import { type AudienceDraft, audienceOf, startAudience } from './audience.ts';
import { type DraftPoint, statedPoints } from './draftPoints.ts';
import { PointsEditor } from './PointsEditor.tsx';
import './taskForm.css';

const DUE_MINUTES = [30, 60, 120, 240, 480] as const;
const DEFAULT_DUE_MINUTES = 120;

/** A task is published in as few words as it needs: a name and whom it is for; the rest has its ordinary value. */
export function TaskForm({ onDone }: { readonly onDone: (taskId: string | null) => void }) {
  const context = useCommands();
  const { client, view } = context;
  const text = useText();
  const say = text.tasks;
  const language = useLanguage();
  const [kind, setKind] = useState<FieldTaskKind>('patrol');
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  const [audience, setAudience] = useState<AudienceDraft>(() => startAudience(view.selection));
  const [dueMinutes, setDue] = useState<number>(DEFAULT_DUE_MINUTES);
  const [routeId, setRoute] = useState('');
  const [place, setPlace] = useState<MapPoint | null>(null);
  const [points, setPoints] = useState<readonly DraftPoint[]>([]);
  const [items, setItems] = useState('');
  const [recheckDays, setRecheckDays] = useState(7);
  const routes = useLive(({ live }) => [...live.world.field.routes.values()], isShallowEqual);
  const may = useLive(() => maySend(context, 'task.publish'));
  const isWaiting = useView((state) => state.pending.includes('task.publish'));
  const stated = audienceOf(audience);
  const isReady = title.trim() !== '' && stated !== null;
  const publish = async () => {
    if (!isReady || !stated || isWaiting || !may) return;
    const body: TaskCommandInput<'task.publish'> = {
      kind,
      title: title.trim(),
      note: note.trim(),
      audience: stated,
      dueAt: client.now() + dueMinutes * 60_000,
      place: place && { ...place, name: '' },
      items: items
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
      recheckDays,
      ...(routeId ? { routeId } : { points: statedPoints(points) }),
    };
    const outcome = await sendCommand(context, 'task.publish', body);
    if (outcome.state === 'done') onDone(outcome.taskId ?? null);
  };
  return (
    <Form className="form task-form" onSend={() => void publish()} testId="task-form">
      <h3 className="task-form__title">{say.form.new}</h3>
      <ChoiceField
        label={say.form.kind}
        layout="row"
        options={FIELD_TASK_KINDS.map((value) => ({ value, name: say.kind[value], testId: `task-kind-${value}` }))}
        chosen={kind}
        onChoose={setKind}
      />
      <div className="task-form__row">
        <TextField
          label={say.form.title}
          className="task-form__wide"
          value={title}
          onChange={setTitle}
          maxLength={80}
          placeholder={say.form.titlePlaceholder}
          data-testid="task-title"
        />
        <ChoiceField
          label={say.form.due}
          layout="row"
          options={DUE_MINUTES.map((value) => ({
            value,
            name: value < 60 ? say.form.minutes(value) : say.form.hours(value / 60),
          }))}
          chosen={dueMinutes}
          onChoose={setDue}
        />
      </div>
      <AudienceFields audience={audience} onChange={setAudience} />
      <TextAreaField label={say.form.note} value={note} onChange={setNote} maxLength={500} rows={2} />
      {kind === 'patrol' && routes.length > 0 && (
        <SelectField
          label={say.form.route}
          options={[
            { value: '', name: say.form.noRoute },
            ...routes.map(({ id, name, points: stops, lengthM }) => ({
              value: id,
              name: `${name} · ${say.route.facts(stops.length, formatDistance(lengthM, language))}`,
            })),
          ]}
          value={routeId}
          onChange={setRoute}
          data-testid="task-route"
        />
      )}
      {kind !== 'patrol' && (
        <MapPointField
          label={say.form.place}
          pickLabel={say.form.pick}
          shown={place ? say.form.picked(place.lon.toFixed(5), place.lat.toFixed(5)) : say.form.placeNone}
          onPick={setPlace}
        />
      )}
      {!routeId && (
        <div className="field">
          <span className="field__label">{say.form.points}</span>
          <PointsEditor points={points} onChange={setPoints} />
        </div>
      )}
      <div className="task-form__row">
        <TextAreaField
          label={say.form.items}
          className="task-form__wide"
          value={items}
          onChange={setItems}
          rows={3}
          hint={MUST_KINDS.includes(kind) && say.form.itemsHint}
          data-testid="task-items"
        />
        {kind === 'inspection' && (
          <TextField
            label={`${say.form.recheckDays} (${say.form.days})`}
            className="task-form__days"
            inputMode="numeric"
            value={String(recheckDays)}
            onChange={(days) => setRecheckDays(Math.min(365, Math.max(1, Number.parseInt(days, 10) || 1)))}
            maxLength={3}
          />
        )}
      </div>
      <footer className="task-form__foot">
        <FormActions
          hint={!isReady && say.form.missing}
          cancelLabel={say.back}
          onCancel={() => onDone(null)}
          confirmLabel={say.form.confirm}
          onConfirm={() => void publish()}
          isReady={isReady && may}
          isWaiting={isWaiting}
          testId="task-publish"
        />
      </footer>
    </Form>
  );
}
