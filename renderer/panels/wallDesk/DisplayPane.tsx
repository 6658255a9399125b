import { useState } from 'react';
import { actorName } from '#shared/text/system.ts';
import { formatMinute, formatTime } from '#shared/text/time.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { SendLine } from '../../ui/form/SendLine.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';
import { shortNumber } from '../incidentWords.ts';
import { PlanForm } from './PlanForm.tsx';
import { SentList } from './SentList.tsx';
import { usePresetName, usePresets, useStandingOf } from './useWalls.ts';
import { WallSchema } from './WallSchema.tsx';
import type { WallRow } from './wallRows.ts';

/** One display: what stands on it and why, what is to stand on it, its plan, and what was sent there. */
export function DisplayPane({ row, may }: { readonly row: WallRow; readonly may: boolean }) {
  const text = useText().wallDesk;
  const { report, display, name, id } = row;
  const standing = useStandingOf(row);
  const state = report?.state ?? 'unseen';
  return (
    <>
      <header className="wall-desk__head">
        <h3 className="ellipsis">{name}</h3>
        <span className={`wall-state wall-state--${state}`} data-testid="wall-state" data-state={state}>
          {text.state[state]}
          {report && state !== 'painting' && ` · ${text.since(formatTime(report.since))}`}
        </span>
        {report && (
          <span className="wall-desk__facts">
            {text.size(report.width, report.height)} · {text.machine(report.machine)}
          </span>
        )}
      </header>
      <Section title={text.schema}>
        <Why row={row} />
        <WallSchema grid={standing.preset} regions={standing.regions} label={text.schema} />
      </Section>
      {may && <Show row={row} />}
      <SentList displayId={id} sent={display?.sent ?? []} regions={standing.regions} may={may} />
      {may && <PlanForm key={JSON.stringify([display?.schedule, display?.rules])} row={row} />}
      {may && <Naming row={row} />}
      {may && display && <Forget row={row} />}
    </>
  );
}

function Why({ row }: { readonly row: WallRow }) {
  const text = useText().wallDesk;
  const language = useLanguage();
  const now = useNow();
  const presetName = usePresetName();
  const { by, preset, incidentIds } = useStandingOf(row);
  const incident = useLive(({ live }) => live.world.incidents.get(incidentIds[0] ?? '') ?? null);
  const hand = row.display?.hand;
  return (
    <p className="wall-desk__why" data-testid="wall-why" data-by={by} data-preset={preset.id}>
      <strong>{presetName(preset.id)}</strong>
      <span>
        {text.by[by]}
        {incident && ` · ${text.byIncident(shortNumber(incident, now))}`}
        {by === 'hand' && hand && ` · ${text.chosenBy(actorName(hand.by, language), formatMinute(hand.at, now))}`}
      </span>
    </p>
  );
}

function Show({ row: { id: displayId, display } }: { readonly row: WallRow }) {
  const context = useCommands();
  const text = useText().wallDesk;
  const presets = usePresets();
  const presetName = usePresetName();
  const isWaiting = useView((view) => view.pending.includes('wall.show'));
  const show = (presetId: string | null) => void sendCommand(context, 'wall.show', { displayId, presetId });
  return (
    <Section title={text.show}>
      <ChoiceField
        label={text.show}
        isLabelHidden
        layout="row"
        options={presets.map(({ id }) => ({ value: id, name: presetName(id), testId: `wall-show-${id}` }))}
        chosen={display?.hand?.presetId ?? null}
        onChoose={show}
        hint={text.showHint}
      >
        <Button disabled={!display?.hand} isWaiting={isWaiting} onClick={() => show(null)} data-testid="wall-automatic">
          {text.automatic}
        </Button>
      </ChoiceField>
    </Section>
  );
}

function Naming({ row: { id: displayId, display, report } }: { readonly row: WallRow }) {
  const context = useCommands();
  const text = useText().wallDesk;
  const isWaiting = useView((view) => view.pending.includes('wall.name'));
  return (
    <Section title={text.name}>
      <SendLine
        label={display?.name ?? (report?.label || displayId)}
        sendLabel={text.rename}
        onSend={async (name) => (await sendCommand(context, 'wall.name', { displayId, name })).state === 'done'}
        isWaiting={isWaiting}
        maxLength={40}
        testId="wall-name"
      />
    </Section>
  );
}

function Forget({ row: { id: displayId } }: { readonly row: WallRow }) {
  const context = useCommands();
  const text = useText().wallDesk;
  const [isSure, setSure] = useState(false);
  return (
    <div className="wall-desk__foot">
      {isSure && <p className="is-warn">{text.forgetMeans}</p>}
      <Button
        look="danger"
        onClick={() => (isSure ? void sendCommand(context, 'wall.forget', { displayId }) : setSure(true))}
        data-testid="wall-forget"
      >
        {isSure ? text.forgetSure : text.forget}
      </Button>
    </div>
  );
}
