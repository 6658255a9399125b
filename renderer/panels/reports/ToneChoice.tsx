import { REPORT_TONES, type ReportToneLevel } from '#shared/wire/sound.ts';
import { setReportTone } from '../../commands/viewCommands.ts';
import { useCommands, useText, useView } from '../desk.tsx';

/** How loud this machine announces what citizens report; it sounds once when it is chosen. Not where nothing can sound. */
export function ToneChoice() {
  const context = useCommands();
  const say = useText().reports;
  const level = useView(({ reportTone }) => reportTone);
  if (level === null) return null;
  return (
    <label className="report-tone">
      {say.tone}
      <select
        className="input"
        value={level}
        onChange={({ target }) => setReportTone(context, target.value as ReportToneLevel)}
        data-testid="report-tone"
      >
        {REPORT_TONES.map((one) => (
          <option key={one} value={one}>
            {say.toneLevel[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
