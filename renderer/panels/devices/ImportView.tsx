import { type DragEvent, useRef, useState } from 'react';
import { refusalSentence } from '#shared/text/refusals.ts';
import { DEVICE_IMPORT_BYTES, type DeviceImportPreview, type DeviceImportResult } from '#shared/wire/deviceImport.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { type ImportWishes, previewDevices } from '../../live/deviceImport.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import './deviceImport.css';

const MEGABYTE = 1024 * 1024;
const AS_GUESSED: ImportWishes = { datum: null, mapping: null };

type Stage =
  | { readonly kind: 'empty'; readonly problem: string | null }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'preview'; readonly file: File; readonly preview: DeviceImportPreview; readonly isStale: boolean }
  | { readonly kind: 'done'; readonly result: DeviceImportResult };

/** From a file to enrolled devices in two steps, so that nobody imports what was not looked at. */
export function ImportView({ onDone }: { readonly onDone: () => void }) {
  const context = useCommands();
  const { client } = context;
  const text = useText();
  const say = text.deviceImport;
  const language = useLanguage();
  const [stage, setStage] = useState<Stage>({ kind: 'empty', problem: null });
  const [isOver, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const asked = useRef(0);
  const isWaiting = useView((view) => view.pending.includes('device.import'));
  const may = useLive(() => maySend(context, 'device.import'));

  const read = async (file: File, wishes: ImportWishes, before: DeviceImportPreview | null) => {
    const turn = ++asked.current;
    setStage(before ? { kind: 'preview', file, preview: before, isStale: true } : { kind: 'reading', name: file.name });
    const answer = await previewDevices(client, file, wishes);
    // A second file, or another mapping, was asked for meanwhile.
    if (turn !== asked.current) return;
    switch (answer.state) {
      case 'ready':
        return setStage({ kind: 'preview', file, preview: answer.preview, isStale: false });
      case 'tooLarge':
        return setStage({ kind: 'empty', problem: say.tooLarge(DEVICE_IMPORT_BYTES / MEGABYTE) });
      case 'refused':
        return setStage({ kind: 'empty', problem: say.refused(refusalSentence(answer, language)) });
      case 'unreachable':
        return setStage({ kind: 'empty', problem: say.unreachable });
    }
  };
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) void read(file, AS_GUESSED, null);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const confirm = async (preview: DeviceImportPreview) => {
    const outcome = await sendCommand(context, 'device.import', { previewId: preview.previewId });
    // What was done counts, not what was meant to be: the station may have changed since the preview.
    if (outcome.state === 'done') setStage({ kind: 'done', result: outcome.imported ?? preview.counts });
    else if (outcome.state === 'refused' && outcome.code === 'unknownPreview') {
      setStage({ kind: 'empty', problem: say.expired });
    }
  };

  return (
    <section
      className="import"
      aria-label={text.devices.tabs.import}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={picker}
        type="file"
        hidden
        accept=".csv,.txt,.xlsx,.geojson,.json"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
        data-testid="import-file"
      />
      {stage.kind === 'preview' ? (
        <ImportPreview
          preview={stage.preview}
          isStale={stage.isStale}
          isWaiting={isWaiting}
          may={may}
          onWishes={(wishes) => void read(stage.file, wishes, stage.preview)}
          onAnother={() => picker.current?.click()}
          onConfirm={() => void confirm(stage.preview)}
        />
      ) : stage.kind === 'done' ? (
        <div className="import__drop" role="status" data-testid="import-done">
          <p className="import__big">{say.done(stage.result.new + stage.result.changed)}</p>
          {stage.result.bad > 0 && <p>{say.doneBad(stage.result.bad)}</p>}
          <div className="import__actions">
            <Button look="primary" onClick={onDone} data-testid="import-to-list">
              {say.toList}
            </Button>
            <Button onClick={() => setStage({ kind: 'empty', problem: null })}>{say.another}</Button>
          </div>
        </div>
      ) : (
        <div className={isOver ? 'import__drop import__drop--over' : 'import__drop'}>
          {stage.kind === 'reading' ? (
            <p className="import__big" role="status">
              {say.reading(stage.name)}
            </p>
          ) : (
            <>
              <p className="import__big">{say.drop}</p>
              <p className="import__hint">{say.formats}</p>
              <Button look="primary" onClick={() => picker.current?.click()}>
                {say.choose}
              </Button>
              {stage.problem && (
                <p className="is-bad" role="alert" data-testid="import-problem">
                  {stage.problem}
                </p>
              )}
            </>
          )}
        </div>
      )}
    </section>
  );
}
