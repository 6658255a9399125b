import { useState } from 'react';
import { WALL_REGION_KINDS, type WallRegionKind } from '#shared/domain/wallRegion.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { SelectField } from '../../ui/form/SelectField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { add, fill, type PresetDraft, remove } from './presetDraft.ts';
import { RegionBoard } from './RegionBoard.tsx';
import { RegionFields } from './RegionFields.tsx';

/** A composition being made: its regions on a board, the chosen one's content, its name. */
export function PresetEditor({
  presetId,
  first,
  onSaved,
}: {
  /** Null: a new one. */
  readonly presetId: string | null;
  readonly first: PresetDraft;
  readonly onSaved: (presetId: string) => void;
}) {
  const context = useCommands();
  const text = useText().wallDesk;
  const [draft, setDraft] = useState(first);
  const [chosenId, setChosen] = useState<string | null>(first.regions[0]?.id ?? null);
  const [kind, setKind] = useState<WallRegionKind>('queue');
  const [isTried, setTried] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const isWaiting = useView((view) => view.pending.includes('wallPreset.save'));
  const chosen = draft.regions.find(({ id }) => id === chosenId);
  const added = add(draft, kind);
  const hasName = draft.name.trim() !== '';
  const change = (next: PresetDraft) => {
    setDraft(next);
    setSaved(false);
  };
  const take = (regionId: string) => {
    change(remove(draft, regionId));
    setChosen(draft.regions.find(({ id }) => id !== regionId)?.id ?? null);
  };
  const save = async () => {
    setTried(true);
    if (!hasName || draft.regions.length === 0 || isWaiting) return;
    const body = { ...draft, name: draft.name.trim(), ...(presetId === null ? {} : { presetId }) };
    const outcome = await sendCommand(context, 'wallPreset.save', body);
    if (outcome.state !== 'done') return;
    setSaved(true);
    onSaved(outcome.wallPresetId ?? presetId ?? '');
  };
  return (
    <Form onSend={() => void save()} testId="wall-preset-form">
      <TextField
        label={text.presetName}
        value={draft.name}
        onChange={(name) => change({ ...draft, name })}
        error={isTried && !hasName ? text.nameNeeded : null}
        maxLength={40}
        data-testid="wall-preset-name"
      />
      <RegionBoard draft={draft} chosenId={chosenId} onChoose={setChosen} onChange={change} onRemove={take} />
      <div className="wall-desk__bar">
        <SelectField
          label={text.addKind}
          options={WALL_REGION_KINDS.map((value) => ({ value, name: text.regionShort[value] }))}
          value={kind}
          onChange={setKind}
          hint={added ? undefined : text.noRoom}
          data-testid="wall-add-kind"
        />
        <Button
          disabled={!added}
          onClick={() => {
            if (!added) return;
            change(added.draft);
            setChosen(added.regionId);
          }}
          data-testid="wall-add"
        >
          {text.add}
        </Button>
      </div>
      {chosen && (
        <RegionFields
          key={chosen.id}
          region={chosen}
          onChange={(content) => change(fill(draft, chosen.id, content))}
          onRemove={draft.regions.length > 1 ? () => take(chosen.id) : null}
        />
      )}
      <div className="wall-desk__foot">
        <Button look="primary" isWaiting={isWaiting} onClick={() => void save()} data-testid="wall-preset-save">
          {text.save}
        </Button>
        {isSaved && (
          <span className="is-good" role="status">
            {text.saved}
          </span>
        )}
        {presetId !== null && <RemovePreset presetId={presetId} />}
      </div>
    </Form>
  );
}

function RemovePreset({ presetId }: { readonly presetId: string }) {
  const context = useCommands();
  const text = useText().wallDesk;
  const [isSure, setSure] = useState(false);
  return (
    <Button
      look="danger"
      onClick={() => (isSure ? void sendCommand(context, 'wallPreset.remove', { presetId }) : setSure(true))}
      data-testid="wall-preset-remove"
    >
      {isSure ? text.removeSure : text.remove}
    </Button>
  );
}
