import { useMemo } from 'react';
import { pick } from '#shared/text/language.ts';
import {
  DEVICE_IMPORT_FIELDS,
  type DeviceImportField,
  type DeviceImportPreview,
  type DeviceImportRow,
} from '#shared/wire/deviceImport.ts';
import type { ImportWishes } from '../../live/deviceImport.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { useLanguage, useText } from '../desk.tsx';
import { badRowsCsv } from './badRows.ts';

const STATES = ['bad', 'new', 'changed', 'same'] as const;
const TONES: Readonly<Record<DeviceImportRow['state'], Tone>> = {
  bad: 'bad',
  new: 'good',
  changed: 'info',
  same: 'neutral',
};
const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;

/** What the core made of a file, bad rows first, and how it was read, which can be put right. */
export function ImportPreview({
  preview,
  isStale,
  isWaiting,
  may,
  onWishes,
  onAnother,
  onConfirm,
}: {
  readonly preview: DeviceImportPreview;
  /** It is being read again. */
  readonly isStale: boolean;
  readonly isWaiting: boolean;
  readonly may: boolean;
  readonly onWishes: (wishes: ImportWishes) => void;
  readonly onAnother: () => void;
  readonly onConfirm: () => void;
}) {
  const say = useText().deviceImport;
  const language = useLanguage();
  const { counts, mapping, datum, columns } = preview;
  const rows = useMemo(() => STATES.flatMap((state) => preview.rows.filter((row) => row.state === state)), [preview]);
  const total = STATES.reduce((sum, state) => sum + counts[state], 0);
  const badShown = rows.filter(({ state }) => state === 'bad').length;
  const good = counts.new + counts.changed;
  const take = (field: DeviceImportField, column: string) =>
    onWishes({ datum, mapping: { ...mapping, [field]: column === '' ? null : column } });

  return (
    <div className="import__preview" aria-busy={isStale} data-testid="import-preview">
      <header className="import__head">
        <strong className="ellipsis selectable">{preview.fileName}</strong>
        {STATES.map((state) => (
          <span key={state} className={`import__count import__count--${state}`} data-testid={`import-count-${state}`}>
            {say.counts[state]} <strong>{counts[state]}</strong>
          </span>
        ))}
        <Button look="plain" onClick={onAnother}>
          {say.another}
        </Button>
      </header>
      <details className="import__mapping">
        <summary>{say.mapping}</summary>
        <div className="import__fields">
          {preview.format !== 'geojson' || columns.length > 0
            ? DEVICE_IMPORT_FIELDS.map((field) => (
                <label key={field} className="import__field">
                  <span className="field__label">{say.field[field]}</span>
                  <select
                    className="input"
                    value={mapping[field] ?? ''}
                    disabled={isStale}
                    onChange={(event) => take(field, event.target.value)}
                    data-testid={`import-map-${field}`}
                  >
                    <option value="">{say.notTaken}</option>
                    {columns.map((column) => (
                      <option key={column} value={column}>
                        {column}
                      </option>
                    ))}
                  </select>
                </label>
              ))
            : null}
        </div>
      </details>
      <label className="import__datum">
        <span className="field__label">{say.datum}</span>
        <select
          className="input"
          value={datum}
          disabled={isStale}
          onChange={(event) => {
            const chosen = DATUMS.find((one) => one === event.target.value);
            if (chosen) onWishes({ datum: chosen, mapping });
          }}
          data-testid="import-datum"
        >
          {DATUMS.map((one) => (
            <option key={one} value={one}>
              {say.datums[one]}
            </option>
          ))}
        </select>
      </label>
      {preview.warnings.length > 0 && (
        <ul className="import__warnings" data-testid="import-warnings">
          {preview.warnings.map((warning) => (
            <li key={warning.code}>
              <WarningIcon />
              {pick(warning.words, language)}
            </li>
          ))}
        </ul>
      )}
      <div className="import__rows">
        <table>
          <thead>
            <tr>
              <th className="import__number">{say.column.row}</th>
              <th>{say.column.state}</th>
              <th>{say.column.device}</th>
              <th>{say.column.what}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.row} className={`import__row--${row.state}`} data-testid={`import-row-${row.state}`}>
                <td className="import__number">{row.row}</td>
                <td>
                  <Badge tone={TONES[row.state]}>{say.counts[row.state]}</Badge>
                </td>
                <td className="selectable">
                  {row.name ?? '–'} <span className="device-row__faint">{row.deviceId}</span>
                </td>
                <td className="selectable">
                  <Remark row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className="devices-empty">{say.noRows}</p>}
        {total > rows.length && <p className="import__more">{say.more(total - rows.length)}</p>}
      </div>
      <footer className="import__foot">
        {badShown > 0 && (
          <Button onClick={saveBad} data-testid="import-save-bad">
            {say.saveBad(badShown)}
          </Button>
        )}
        <span className="device-form__gap" />
        <Button
          look="primary"
          disabled={!may || good === 0 || isStale}
          isWaiting={isWaiting}
          onClick={onConfirm}
          data-testid="import-confirm"
        >
          {good === 0 ? say.nothing : say.confirm(good)}
        </Button>
      </footer>
    </div>
  );

  /** Into the downloads of this machine, under the name of the file it came from. */
  function saveBad(): void {
    const rows = new Blob([badRowsCsv(preview, say, language)], { type: 'text/csv' });
    saveFile(rows, `${preview.fileName.replace(/\.[^.]+$/, '')} ${say.badFileName}.csv`);
  }
}

function Remark({ row }: { readonly row: DeviceImportRow }) {
  const say = useText().deviceImport;
  const language = useLanguage();
  const divider = language === 'en' ? ', ' : '、';
  const isBad = row.state === 'bad';
  return (
    <>
      {row.state === 'changed' && <p>{say.changes(row.changes.map((field) => say.field[field]).join(divider))}</p>}
      {row.problems.map(({ field, value, words }) => (
        <p key={`${field} ${words.zh}`} className={isBad ? undefined : 'is-warn'}>
          <strong>{field === null ? say.whole : say.field[field]}</strong>{' '}
          {value !== null && <code className="import__value">{value}</code>} {pick(words, language)}
        </p>
      ))}
    </>
  );
}
