import { useCallback, useEffect, useState } from 'react';
import type { VideoPatrol, VideoPreset } from '#shared/domain/videoPlan.ts';
import type { VideoPlans } from '#shared/wire/video.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { videoPlans } from '../../live/video.ts';
import { Button } from '../../ui/Button.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useText } from '../desk.tsx';
import type { Wall } from './useWall.ts';

const DWELL_SECONDS = '15';

/** Presets and patrols of the station: shown, started, saved from what stands in the tiles, removed. */
export function PlansTab({
  wall,
  onPatrol,
}: {
  readonly wall: Wall;
  /** False: it has no camera with a picture. */
  readonly onPatrol: (patrol: VideoPatrol) => Promise<boolean>;
}) {
  const [empty, setEmpty] = useState<string | null>(null);
  const context = useCommands();
  const say = useText().wall;
  const { plans, hasFailed, load } = usePlans();
  const mayChange = maySend(context, 'videoPreset.save');
  const send = async (kind: Parameters<typeof sendCommand>[1], body: object) => {
    const outcome = await sendCommand(context, kind, body);
    if (outcome.state === 'done') load();
    return outcome.state === 'done';
  };
  if (hasFailed) return <p className="video-list__count">{say.listFailed}</p>;
  return (
    <div className="video-plans">
      <Section title={say.presets}>
        {plans?.presets.length === 0 && <p className="video-plans__none">{say.noPresets}</p>}
        <ul>
          {plans?.presets.map((preset) => (
            <PlanRow
              key={preset.id}
              plan={preset}
              use={say.show(preset.name)}
              onUse={() => void wall.show(preset.layout, preset.channelIds)}
              onRemove={mayChange ? () => void send('videoPreset.remove', { presetId: preset.id }) : null}
            />
          ))}
        </ul>
        {mayChange && (
          <PresetForm
            wall={wall}
            onSave={(name, channelIds) => send('videoPreset.save', { name, layout: wall.layout, channelIds })}
          />
        )}
      </Section>
      <Section title={say.patrols}>
        {plans?.patrols.length === 0 && <p className="video-plans__none">{say.noPatrols}</p>}
        <ul>
          {plans?.patrols.map((patrol) => (
            <PlanRow
              key={patrol.id}
              plan={patrol}
              use={say.start(patrol.name)}
              onUse={() => void onPatrol(patrol).then((isRunning) => setEmpty(isRunning ? null : patrol.name))}
              onRemove={mayChange ? () => void send('videoPatrol.remove', { patrolId: patrol.id }) : null}
            />
          ))}
        </ul>
        {empty !== null && (
          <p className="video-plans__none" role="status">
            {say.noCameras(empty)}
          </p>
        )}
        {mayChange && <PatrolForm wall={wall} onSave={(body) => send('videoPatrol.save', body)} />}
      </Section>
    </div>
  );
}

function PlanRow({
  plan,
  use,
  onUse,
  onRemove,
}: {
  readonly plan: VideoPreset | VideoPatrol;
  readonly use: string;
  readonly onUse: () => void;
  readonly onRemove: (() => void) | null;
}) {
  const say = useText().wall;
  return (
    <li className="video-plans__row">
      <Button look="plain" className="video-plans__use" aria-label={use} onClick={onUse}>
        {plan.name}
      </Button>
      <span className="video-list__code">
        {plan.layout}
        {'dwellSeconds' in plan && ` · ${plan.areaCode ?? plan.channelIds.length} · ${plan.dwellSeconds} s`}
        {plan.source === 'station' && ` · ${say.ofStation}`}
      </span>
      {onRemove && plan.source === 'desk' && (
        <Button look="plain" aria-label={say.remove(plan.name)} onClick={onRemove}>
          <CloseIcon />
        </Button>
      )}
    </li>
  );
}

function PresetForm({
  wall,
  onSave,
}: {
  readonly wall: Wall;
  readonly onSave: (name: string, channelIds: readonly (string | null)[]) => Promise<boolean>;
}) {
  const say = useText().wall;
  const [name, setName] = useState('');
  const isEmpty = wall.tiles.every((held) => held === null);
  const save = async () => {
    if (name.trim() === '' || isEmpty) return;
    const ids = wall.tiles.map((held) => held?.id ?? null);
    if (await onSave(name.trim(), ids)) setName('');
  };
  return (
    <Form onSend={() => void save()} testId="preset-form">
      <TextField
        label={say.name}
        value={name}
        maxLength={40}
        onChange={setName}
        hint={isEmpty ? say.nothingToSave : null}
      />
      <Button disabled={name.trim() === '' || isEmpty} onClick={() => void save()}>
        {say.savePreset}
      </Button>
    </Form>
  );
}

function PatrolForm({ wall, onSave }: { readonly wall: Wall; readonly onSave: (body: object) => Promise<boolean> }) {
  const say = useText().wall;
  const [name, setName] = useState('');
  const [area, setArea] = useState('');
  const [dwell, setDwell] = useState(DWELL_SECONDS);
  const shown = wall.tiles.flatMap((held) => held?.id ?? []);
  const isAreaWrong = area !== '' && !/^\d{6,15}$/.test(area);
  const seconds = Number(dwell);
  const isReady =
    name.trim() !== '' && !isAreaWrong && (area !== '' || shown.length > 0) && seconds >= 5 && seconds <= 600;
  const save = async () => {
    if (!isReady) return;
    const which = area === '' ? { channelIds: shown } : { areaCode: area };
    if (await onSave({ name: name.trim(), layout: wall.layout, dwellSeconds: seconds, ...which })) setName('');
  };
  return (
    <Form onSend={() => void save()} testId="patrol-form">
      <TextField label={say.name} value={name} maxLength={40} onChange={setName} />
      <TextField
        label={say.areaCode}
        value={area}
        inputMode="numeric"
        maxLength={15}
        onChange={(typed) => setArea(typed.trim())}
        hint={say.areaHint}
        error={isAreaWrong ? say.areaWrong : null}
      />
      <TextField label={say.dwellSeconds} value={dwell} type="number" min={5} max={600} onChange={setDwell} />
      <Button disabled={!isReady} onClick={() => void save()}>
        {say.savePatrol}
      </Button>
    </Form>
  );
}

/** As they are now; read again after a change of one's own. */
function usePlans() {
  const { client } = useCommands();
  const [plans, setPlans] = useState<VideoPlans | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const load = useCallback(() => {
    void videoPlans(client).then((found) => {
      setFailed(found === null);
      if (found) setPlans(found);
    });
  }, [client]);
  useEffect(load, [load]);
  return { plans, hasFailed, load };
}
