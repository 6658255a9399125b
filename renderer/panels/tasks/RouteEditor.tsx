import { useState } from 'react';
import { POINT_ORDERS, type PointOrder } from '#shared/domain/task.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { FormActions } from '../../ui/form/FormActions.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useLive, useText, useView } from '../desk.tsx';
import { type DraftPoint, statedPoints } from './draftPoints.ts';
import { PointsEditor } from './PointsEditor.tsx';

/** A route is drawn on the map point by point; the core lays it along the roads when it is saved. */
export function RouteEditor({ routeId, onDone }: { readonly routeId: string | null; readonly onDone: () => void }) {
  const context = useCommands();
  const { client } = context;
  const text = useText().tasks;
  const say = text.route;
  const [known] = useState(() => (routeId === null ? undefined : client.live.world.field.routes.get(routeId)));
  const [name, setName] = useState(known?.name ?? '');
  const [order, setOrder] = useState<PointOrder>(known?.order ?? 'fixed');
  const [points, setPoints] = useState<readonly DraftPoint[]>(() =>
    (known?.points ?? []).map((point, index) => ({ ...point, key: index + 1 })),
  );
  const [isDropping, setDropping] = useState(false);
  const may = useLive(() => maySend(context, 'route.save'));
  const isWaiting = useView((view) => view.pending.includes('route.save'));
  const isReady = name.trim() !== '' && points.length > 0 && points.every((point) => point.name.trim() !== '');
  const save = async () => {
    if (!isReady || isWaiting || !may) return;
    const body = { name: name.trim(), order, points: statedPoints(points), ...(routeId !== null && { routeId }) };
    const outcome = await sendCommand(context, 'route.save', body);
    if (outcome.state === 'done') onDone();
  };
  const drop = async () => {
    const outcome = await sendCommand(context, 'route.remove', { routeId });
    if (outcome.state === 'done') onDone();
  };
  return (
    <div className="form task-form" data-testid="route-form">
      <h3 className="task-form__title">{known ? say.edit : say.new}</h3>
      <div className="task-form__row">
        <TextField
          label={say.name}
          className="task-form__wide"
          value={name}
          onChange={setName}
          maxLength={60}
          data-testid="route-name"
        />
        <ChoiceField
          label={say.order}
          layout="row"
          options={POINT_ORDERS.map((value) => ({ value, name: text.orderOf[value] }))}
          chosen={order}
          onChoose={setOrder}
        />
      </div>
      <PointsEditor points={points} onChange={setPoints} />
      <footer className="task-form__foot">
        {known && (
          <Button
            look={isDropping ? 'danger' : 'plain'}
            disabled={!may}
            onClick={() => (isDropping ? void drop() : setDropping(true))}
            data-testid="route-drop"
          >
            {isDropping ? say.confirmDrop : say.drop}
          </Button>
        )}
        <FormActions
          hint={!isReady && say.needPoints}
          cancelLabel={text.back}
          onCancel={onDone}
          confirmLabel={say.save}
          onConfirm={() => void save()}
          isReady={isReady && may}
          isWaiting={isWaiting}
          testId="route-save"
        />
      </footer>
    </div>
  );
}
