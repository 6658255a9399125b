import { useState } from 'react';
import { isBuiltIn, type WallPreset } from '#shared/domain/wallPlan.ts';
import { Button } from '../../ui/Button.tsx';
import { SideList, SideRow, SideRows } from '../../ui/SideList.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useText } from '../desk.tsx';
import { PresetEditor } from './PresetEditor.tsx';
import { draftOf, emptyDraft, type PresetDraft } from './presetDraft.ts';
import { usePresetName, usePresets } from './useWalls.ts';
import { WallSchema } from './WallSchema.tsx';

type Pane =
  | { readonly kind: 'preset'; readonly id: string | null }
  | { readonly kind: 'new'; readonly draft: PresetDraft; readonly key: number };

/** Compositions by name; one of them to look at, to change, or to copy. */
export function PresetsTab({ may }: { readonly may: boolean }) {
  const text = useText().wallDesk;
  const presets = usePresets();
  const presetName = usePresetName();
  const [pane, setPane] = useState<Pane>({ kind: 'preset', id: null });
  const chosen = pane.kind === 'preset' ? (presets.find(({ id }) => id === pane.id) ?? presets[0]) : undefined;
  const keys = useListKeys('.wall-row');
  const begin = (draft: PresetDraft) => setPane({ kind: 'new', draft, key: pane.kind === 'new' ? pane.key + 1 : 0 });
  return (
    <SideList
      label={text.presets}
      paneKey={pane.kind === 'new' ? `new ${pane.key}` : `${chosen?.id}`}
      rows={
        <>
          {may && (
            <div className="wall-desk__bar">
              <Button onClick={() => begin(emptyDraft())} data-testid="wall-preset-new">
                {text.newPreset}
              </Button>
            </div>
          )}
          <SideRows ref={keys}>
            {presets.map((preset) => (
              <li key={preset.id}>
                <SideRow
                  className="wall-row"
                  isChosen={preset.id === chosen?.id}
                  onClick={() => setPane({ kind: 'preset', id: preset.id })}
                  data-testid={`wall-preset-${preset.id}`}
                >
                  <span className="wall-row__head">
                    <strong className="ellipsis">{presetName(preset.id)}</strong>
                    {isBuiltIn(preset.id) && <span className="wall-desk__faint">{text.builtInMark}</span>}
                  </span>
                  <WallSchema grid={preset} regions={preset.regions} label={presetName(preset.id)} />
                </SideRow>
              </li>
            ))}
          </SideRows>
        </>
      }
    >
      {pane.kind === 'new' && (
        <PresetEditor presetId={null} first={pane.draft} onSaved={(id) => setPane({ kind: 'preset', id })} />
      )}
      {chosen &&
        (may && !isBuiltIn(chosen.id) ? (
          <PresetEditor
            presetId={chosen.id}
            first={draftOf(chosen, (name) => name)}
            onSaved={(id) => setPane({ kind: 'preset', id })}
          />
        ) : (
          <Looked
            preset={chosen}
            may={may}
            onCopy={() => begin(draftOf(chosen, () => text.copyOf(presetName(chosen.id))))}
          />
        ))}
    </SideList>
  );
}

function Looked({
  preset,
  may,
  onCopy,
}: {
  readonly preset: WallPreset;
  readonly may: boolean;
  readonly onCopy: () => void;
}) {
  const text = useText().wallDesk;
  const presetName = usePresetName();
  return (
    <>
      <h3>{presetName(preset.id)}</h3>
      <p className="wall-desk__faint">{text.grid(preset.columns, preset.rows)}</p>
      <WallSchema grid={preset} regions={preset.regions} label={presetName(preset.id)} />
      {may && (
        <div className="wall-desk__foot">
          <p className="wall-desk__faint">{text.readOnly}</p>
          <Button onClick={onCopy} data-testid="wall-preset-copy">
            {text.saveCopy}
          </Button>
        </div>
      )}
    </>
  );
}
