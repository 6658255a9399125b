import { useState } from 'react';
import { openIncident, sendCommand } from '../../commands/context.ts';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { type Sendable, sendables } from './sendable.ts';
import { useStandingOf, useWallRows } from './useWalls.ts';
import { WallSchema } from './WallSchema.tsx';
import type { WallRow } from './wallRows.ts';
import './wallDesk.css';

/** Minutes; 0: until somebody takes it off. */
const SPANS = [1, 5, 15, 60, 0] as const;
type Span = (typeof SPANS)[number];

/** Puts what the officer has before him into a region of a display, for a while. */
export function SendDialog() {
  const isOpen = useView(({ dialog }) => dialog?.kind === 'wallSend');
  return isOpen ? <Send /> : null;
}

function Send() {
  const context = useCommands();
  const { view } = context;
  const text = useText();
  const say = text.wallDesk;
  const rows = useWallRows();
  const [options] = useState(() =>
    sendables({
      incidentId: openIncident(context)?.id ?? null,
      channelIds: view.state.tiles.map(({ channelId }) => channelId),
      isWatching: view.state.sheet?.id === 'video',
      looksAt: context.map()?.looksAt() ?? null,
    }),
  );
  const [what, setWhat] = useState<Sendable>(options[0]![0]);
  const [displayId, setDisplay] = useState<string | null>(rows[0]?.id ?? null);
  const [regionId, setRegion] = useState<string | null>(null);
  const [span, setSpan] = useState<Span>(5);
  const isWaiting = useView((state) => state.pending.includes('wall.send'));
  const row = rows.find(({ id }) => id === displayId);
  const content = options.find(([name]) => name === what)?.[1];
  const dismiss = () => view.change({ dialog: null });
  const isReady = row !== undefined && regionId !== null && content !== undefined;
  const send = async () => {
    if (!isReady || isWaiting) return;
    const body = { displayId: row.id, regionId, content, seconds: span === 0 ? null : span * 60 };
    const outcome = await sendCommand(context, 'wall.send', body);
    if (outcome.state === 'done') dismiss();
  };
  return (
    <FormDialog
      title={say.send}
      onClose={dismiss}
      testId="dialog-wall-send"
      hint={rows.length === 0 ? say.sendNoWall : isReady ? undefined : say.sendNeeds}
      cancelLabel={text.dialogs.cancel}
      confirmLabel={say.sendDone}
      onConfirm={send}
      isReady={isReady}
      isWaiting={isWaiting}
      confirmTestId="wall-send-confirm"
    >
      <ChoiceField
        label={say.sendWhat}
        options={options.map(([value]) => ({ value, name: say.what[value], testId: `wall-send-${value}` }))}
        chosen={what}
        onChoose={setWhat}
      />
      <ChoiceField
        label={say.sendTo}
        layout="row"
        options={rows.map(({ id, name }) => ({ value: id, name, testId: `wall-send-to-${id}` }))}
        chosen={displayId}
        onChoose={(id) => {
          setDisplay(id);
          setRegion(null);
        }}
      />
      {row && <Regions row={row} chosenId={regionId} onChoose={setRegion} />}
      <ChoiceField
        label={say.sendLength}
        layout="row"
        options={SPANS.map((value) => ({ value, name: value === 0 ? say.untilRecalled : say.minutes(value) }))}
        chosen={span}
        onChoose={setSpan}
      />
    </FormDialog>
  );
}

function Regions({
  row,
  chosenId,
  onChoose,
}: {
  readonly row: WallRow;
  readonly chosenId: string | null;
  readonly onChoose: (regionId: string) => void;
}) {
  const say = useText().wallDesk;
  const { preset, regions } = useStandingOf(row);
  return (
    <div className="field">
      <span className="field__label">{say.sendRegion}</span>
      <WallSchema grid={preset} regions={regions} label={say.sendRegion} chosenId={chosenId} onChoose={onChoose} />
    </div>
  );
}
