import { createPortal } from 'react-dom';
import type { WalkTestEntry, WalkTestState } from '#shared/domain/walkTest.ts';
import type { DeskText } from '#shared/text/index.ts';
import { actorName } from '#shared/text/system.ts';
import { formatDate, formatTime } from '#shared/text/time.ts';
import { useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { countOf } from './walkCounts.ts';
import './walkSheet.css';

/** The record to sign, on A4: on paper it is all there is, on the screen it is not there. */
export function WalkSheet({ walk }: { readonly walk: WalkTestState }) {
  const text = useText();
  const say = text.walkTest.sheet;
  const language = useLanguage();
  const now = useNow();
  const station = useLive(({ live }) => live.station?.name ?? '');
  const when = (at: number) => `${formatDate(at, language)} ${formatTime(at)}`;
  const count = (result: WalkTestEntry['result']) => countOf(walk, result);
  return createPortal(
    <article className="walk-sheet" data-testid="walk-sheet">
      <h1>{say.title}</h1>
      <dl className="walk-sheet__facts">
        <Fact name={say.station} value={station} />
        <Fact name={say.name} value={walk.name} />
        <Fact name={say.startedAt} value={when(walk.startedAt)} />
        <Fact name={say.finishedAt} value={walk.finishedAt === null ? say.notFinished : when(walk.finishedAt)} />
        <Fact name={say.by} value={actorName(walk.startedBy, language)} />
      </dl>
      <table>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column}>{say.columns[column]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {walk.entries.map((entry, index) => (
            <tr key={entry.deviceId} className={`walk-sheet__row--${entry.result}`}>
              <td>{index + 1}</td>
              <td>{entry.name}</td>
              <td>{entry.deviceId}</td>
              <td>{entry.account ?? '–'}</td>
              <td>
                <strong>{text.walkTest.result[entry.result]}</strong>
              </td>
              <td>{entry.at === null ? '–' : formatTime(entry.at)}</td>
              <td>{entry.result === 'proved' ? skewWords(entry.skewMs, say) : '–'}</td>
              <td>{[entry.code && say.code(entry.code), entry.reason].filter(Boolean).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="walk-sheet__summary">
        {say.summary(walk.entries.length, count('proved'), count('missed'), count('skipped'), count('waiting'))}
      </p>
      <div className="walk-sheet__signatures">
        <p>{say.signWalker}</p>
        <p>{say.signDesk}</p>
        <p>{say.signDate}</p>
      </div>
      <p className="walk-sheet__printed">{say.printedAt(when(now))}</p>
    </article>,
    document.body,
  );
}

const COLUMNS = ['number', 'device', 'id', 'account', 'result', 'time', 'skew', 'remark'] as const;

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Receive time minus the device's own, as the device's clock is off: `+3 秒` runs fast. */
function skewWords(skewMs: number | null, say: DeskText['walkTest']['sheet']): string {
  if (skewMs === null) return say.skewNone;
  const seconds = Math.round(-skewMs / 1_000);
  return say.skew(seconds > 0 ? `+${seconds}` : String(seconds));
}
