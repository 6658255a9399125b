import { formatClockSpan } from '#shared/text/time.ts';
import { useLanguage, useText } from '../../desk.tsx';
import { useBench } from './bench.tsx';
import { getAt, listOf, timedInjects, titleIn } from './scenarioDraft.ts';

export interface Chosen {
  readonly list: 'general' | 'roles' | 'injects' | 'expected';
  readonly index: number;
}

/** The scenario from its first second to its last: injects that have a time, and under them the limits that count from their alarms. */
export function TimeLine({
  chosen,
  onChoose,
}: {
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const { directorEditor: text } = useText();
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { draft } = useBench();
  const length = getAt(draft, ['lengthSeconds']);
  const whole = typeof length === 'number' && length > 0 ? length : 1_200;
  const place = (seconds: number) => `${Math.min(100, (100 * seconds) / whole)}%`;
  const timed = timedInjects(draft);
  const atOf = new Map(timed.map(({ index, at }) => [getAt(draft, ['injects', index, 'id']), at]));
  const limits = listOf(draft, 'expected').flatMap((expected, index) => {
    const [at, within] = [atOf.get(getAt(expected, ['of']) ?? ''), getAt(expected, ['withinSeconds'])];
    const isFromAlarm = getAt(expected, ['since']) === undefined;
    return at !== undefined && typeof within === 'number' && isFromAlarm ? [{ index, at, within }] : [];
  });
  const marks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * whole);
  return (
    <section className="time-line" aria-label={`${text.timeline}: ${text.timelineHint}`} data-testid="time-line">
      <div className="time-line__injects">
        {timed.map(({ index, at }) => {
          const title = titleIn(listOf(draft, 'injects')[index], language);
          return (
            <button
              key={index}
              type="button"
              className="time-line__mark"
              style={{ left: place(at) }}
              aria-current={chosen.list === 'injects' && chosen.index === index}
              aria-label={`${formatClockSpan(at * 1_000)} ${title}`}
              title={`${formatClockSpan(at * 1_000)} ${title}`}
              onClick={() => onChoose({ list: 'injects', index })}
            />
          );
        })}
      </div>
      <div className="time-line__limits">
        {limits.map(({ index, at, within }, row) => (
          <button
            key={index}
            type="button"
            className="time-line__limit"
            style={{ left: place(at), width: place(within), top: `${(row % 5) * 6}px` }}
            aria-current={chosen.list === 'expected' && chosen.index === index}
            aria-label={`${text.expected} ${index + 1}`}
            onClick={() => onChoose({ list: 'expected', index })}
          />
        ))}
      </div>
      <div className="time-line__scale" aria-hidden="true">
        {marks.map((at) => (
          <span key={at} style={{ left: place(at) }}>
            {formatClockSpan(at * 1_000)}
          </span>
        ))}
      </div>
    </section>
  );
}
