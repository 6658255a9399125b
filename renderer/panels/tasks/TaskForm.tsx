import { type FormEvent, useState } from 'react';
import { MUST_KINDS } from '#shared/catalog/fiveMusts.ts';
import { FIELD_TASK_KINDS, type FieldTaskKind } from '#shared/domain/task.ts';
import type { TaskCommandInput } from '#shared/domain/taskCommands.ts';
import { formatDistance } from '#shared/text/time.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import type { MapPoint } from '../../commands/deskView.ts';
import { askForMapPoint } from '../../commands/deviceForm.ts';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { AudienceFields } from './AudienceFields.tsx';
import { type AudienceDraft, audienceOf, startAudience } from './audience.ts';
import { type DraftPoint, statedPoints } from './draftPoints.ts';
import { PointsEditor } from './PointsEditor.tsx';

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
  const publish = async (event?: FormEvent) => {
    event?.preventDefault();
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
    <form className="task-form" onSubmit={publish} data-testid="task-form">
      <h3 className="task-form__title">{say.form.new}</h3>
      <fieldset className="field task-form__set">
        <legend className="field__label">{say.form.kind}</legend>
        <div className="task-form__choices">
          {FIELD_TASK_KINDS.map((one) => (
            <button
              key={one}
              type="button"
              className="choice"
              aria-pressed={one === kind}
              onClick={() => setKind(one)}
              data-testid={`task-kind-${one}`}
            >
              {say.kind[one]}
            </button>
          ))}
        </div>
      </fieldset>
      <div className="task-form__row">
        <label className="field task-form__wide">
          <span className="field__label">{say.form.title}</span>
          <input
            className="input"
            value={title}
            maxLength={80}
            placeholder={say.form.titlePlaceholder}
            onChange={(event) => setTitle(event.target.value)}
            data-testid="task-title"
          />
        </label>
        <fieldset className="field task-form__set">
          <legend className="field__label">{say.form.due}</legend>
          <div className="task-form__choices">
            {DUE_MINUTES.map((minutes) => (
              <button
                key={minutes}
                type="button"
                className="choice"
                aria-pressed={minutes === dueMinutes}
                onClick={() => setDue(minutes)}
              >
                {minutes < 60 ? say.form.minutes(minutes) : say.form.hours(minutes / 60)}
              </button>
            ))}
          </div>
        </fieldset>
      </div>
      <AudienceFields audience={audience} onChange={setAudience} />
      <label className="field">
        <span className="field__label">{say.form.note}</span>
        <textarea
          className="input"
          value={note}
          maxLength={500}
          rows={2}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {kind === 'patrol' && routes.length > 0 && (
        <label className="field">
          <span className="field__label">{say.form.route}</span>
          <select
            className="input"
            value={routeId}
            onChange={(event) => setRoute(event.target.value)}
            data-testid="task-route"
          >
            <option value="">{say.form.noRoute}</option>
            {routes.map((route) => (
              <option key={route.id} value={route.id}>
                {route.name} · {say.route.facts(route.points.length, formatDistance(route.lengthM, language))}
              </option>
            ))}
          </select>
        </label>
      )}
      {kind !== 'patrol' && (
        <div className="field">
          <span className="field__label">{say.form.place}</span>
          <div className="task-form__choices">
            <Button onClick={() => askForMapPoint(view, setPlace)}>{say.form.pick}</Button>
            <span className="field__hint">
              {place ? say.form.picked(place.lon.toFixed(5), place.lat.toFixed(5)) : say.form.placeNone}
            </span>
          </div>
        </div>
      )}
      {!routeId && (
        <div className="field">
          <span className="field__label">{say.form.points}</span>
          <PointsEditor points={points} onChange={setPoints} />
        </div>
      )}
      <div className="task-form__row">
        <label className="field task-form__wide">
          <span className="field__label">{say.form.items}</span>
          <textarea
            className="input"
            value={items}
            rows={3}
            onChange={(event) => setItems(event.target.value)}
            data-testid="task-items"
          />
          {MUST_KINDS.includes(kind) && <span className="field__hint">{say.form.itemsHint}</span>}
        </label>
        {kind === 'inspection' && (
          <label className="field task-form__days">
            <span className="field__label">{say.form.recheckDays}</span>
            <span className="task-form__choices">
              <input
                className="input"
                inputMode="numeric"
                value={recheckDays}
                maxLength={3}
                onChange={(event) =>
                  setRecheckDays(Math.min(365, Math.max(1, Number.parseInt(event.target.value, 10) || 1)))
                }
              />
              {say.form.days}
            </span>
          </label>
        )}
      </div>
      <footer className="task-form__foot">
        <span className="task-tabs__gap" />
        {!isReady && <span className="field__hint">{say.form.missing}</span>}
        <Button onClick={() => onDone(null)}>{say.back}</Button>
        <Button
          look="primary"
          disabled={!isReady || !may}
          isWaiting={isWaiting}
          onClick={() => void publish()}
          data-testid="task-publish"
        >
          {say.form.confirm}
        </Button>
      </footer>
      <input type="submit" hidden />
    </form>
  );
}
