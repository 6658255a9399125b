import { useState } from 'react';
import type { DeviceState } from '#shared/domain/device.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { SelectField } from '../../ui/form/SelectField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLive, useText, useView } from '../desk.tsx';
import { walkOrder } from './walkOrder.ts';

/** As the core takes it (shared/domain/deviceCommands.ts). */
const WALK_LIMIT = 200;
const WINDOW_MINUTES = [2, 5, 10, 20];
const BUTTON_KINDS: ReadonlySet<string> = new Set(['alarmPole', 'oneKeyButton']);

/** Which poles, in which order, how long each is awaited. */
export function WalkStart({
  chosen,
  onChosen,
  onStarted,
}: {
  /** Ids in the order of the walk. */
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
  readonly onStarted: (walkTestId: string) => void;
}) {
  const context = useCommands();
  const { client } = context;
  const text = useText();
  const say = text.walkTest;
  const [name, setName] = useState(() => say.defaultName(formatDayTime(client.now()).slice(0, 5)));
  const [minutes, setMinutes] = useState(5);
  const isWaiting = useView((view) => view.pending.includes('walkTest.start'));
  const may = useLive(() => maySend(context, 'walkTest.start'));
  const row = useLive(
    ({ live }) => [...chosen].map((id) => live.world.devices.get(id)).filter((device) => device !== undefined),
    isShallowEqual,
  );
  const links = useLive(({ live }) => [...live.world.links.keys()].sort(), isShallowEqual);
  const isReady = row.length > 0 && row.length <= WALK_LIMIT && name.trim() !== '' && may;
  const choose = (devices: readonly DeviceState[]) => onChosen(new Set(devices.map(({ id }) => id)));
  const chooseLink = (link: string) => {
    const onLink = [...client.live.world.devices.values()].filter(
      (device) => device.link === link && BUTTON_KINDS.has(device.kind),
    );
    choose(walkOrder(onLink));
  };
  const start = async () => {
    if (!isReady || isWaiting) return;
    const body = { name: name.trim(), deviceIds: row.map(({ id }) => id), windowSeconds: minutes * 60 };
    const outcome = await sendCommand(context, 'walkTest.start', body);
    if (outcome.state === 'done' && outcome.walkTestId) onStarted(outcome.walkTestId);
  };
  return (
    <section className="walk-start" aria-label={text.devices.tabs.walk} data-testid="walk-start">
      <p className="walk-start__intro">{say.intro}</p>
      <div className="walk-start__form">
        <TextField label={say.name} value={name} onChange={setName} maxLength={80} />
        <SelectField
          label={say.byLink}
          hint={say.byLinkHint}
          options={[{ value: '', name: '–', isDisabled: true }, ...links.map((id) => ({ value: id, name: id }))]}
          value=""
          onChange={chooseLink}
        />
        <ChoiceField
          label={say.window}
          layout="row"
          options={WINDOW_MINUTES.map((value) => ({ value, name: say.minutes(value) }))}
          chosen={minutes}
          onChoose={setMinutes}
        />
      </div>
      {row.length === 0 ? (
        <p className="devices-empty">{say.noneChosen}</p>
      ) : (
        <>
          <div className="walk-start__bar">
            <strong>{say.chosen(row.length)}</strong>
            <Button onClick={() => choose(walkOrder(row))} title={say.orderHint}>
              {say.order}
            </Button>
            <span className="device-row__faint ellipsis">{say.orderHint}</span>
          </div>
          <ol className="walk-start__row">
            {row.map((device, index) => (
              <li key={device.id}>
                <span className="walk-start__number">{index + 1}</span>
                <span className="ellipsis">{device.name}</span>
                <span className="device-row__faint">{device.account}</span>
                <button
                  type="button"
                  className="button button--plain"
                  aria-label={say.leaveOut(device.name)}
                  onClick={() => choose(row.filter(({ id }) => id !== device.id))}
                >
                  <CloseIcon />
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
      {row.length > 0 && (
        <footer className="walk-start__foot">
          {row.length > WALK_LIMIT && <span className="is-warn">{say.tooMany(WALK_LIMIT)}</span>}
          <Button
            look="primary"
            size="big"
            disabled={!isReady}
            isWaiting={isWaiting}
            onClick={() => void start()}
            data-testid="walk-start-confirm"
          >
            {say.start(row.length)}
          </Button>
        </footer>
      )}
    </section>
  );
}
