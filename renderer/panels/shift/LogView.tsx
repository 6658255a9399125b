import { useEffect, useState } from 'react';
import { DUTY_LOG_CATEGORIES, type DutyLogAnswer, type DutyLogCategory } from '#shared/domain/dutyLog.ts';
import { runningShift } from '#shared/domain/shift.ts';
import { handOverWords } from '#shared/text/handOverWords.ts';
import { pick } from '#shared/text/language.ts';
import { actorName } from '#shared/text/system.ts';
import { formatDate, formatDayTime, formatTime } from '#shared/text/time.ts';
import { readDutyLog } from '../../live/shiftPages.ts';
import { Button } from '../../ui/Button.tsx';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { PrintButtons } from './PrintButtons.tsx';

const DAY_MS = 86_400_000;
/** Typing is not asked about letter by letter. */
const SETTLE_MS = 250;

/** What happened on a day, in plain sentences, as the journal tells it. */
export function LogView() {
  const { client } = useCommands();
  const { shift: text } = useText();
  const language = useLanguage();
  const now = useNow();
  const [daysBack, setDaysBack] = useState(0);
  const [categories, setCategories] = useState<readonly DutyLogCategory[]>([]);
  const [query, setQuery] = useState('');
  const [answer, setAnswer] = useState<DutyLogAnswer | 'failed' | null>(null);
  const today = new Date(now).setHours(0, 0, 0, 0);
  const fromAt = new Date(today - daysBack * DAY_MS + DAY_MS / 2).setHours(0, 0, 0, 0);
  const head = useLive(({ live }) => live.world.seq);
  // Yesterday does not change; today is read again when something has happened.
  const seen = daysBack === 0 ? head : 0;
  useEffect(() => {
    let isWanted = seen >= 0;
    const timer = setTimeout(() => {
      void readDutyLog(client, { fromAt, untilAt: fromAt + DAY_MS, categories, query, after: 0 }).then((read) => {
        if (isWanted) setAnswer(read ?? 'failed');
      });
    }, SETTLE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [client, fromAt, categories, query, seen]);
  const toggle = (category: DutyLogCategory) =>
    setCategories(
      categories.includes(category) ? categories.filter((one) => one !== category) : [...categories, category],
    );
  const goOn = async () => {
    if (answer === null || answer === 'failed' || answer.nextAfter === null) return;
    const next = await readDutyLog(client, {
      ...{ fromAt, untilAt: fromAt + DAY_MS, categories, query },
      after: answer.nextAfter,
    });
    setAnswer(next ? { lines: [...answer.lines, ...next.lines], nextAfter: next.nextAfter } : 'failed');
  };
  return (
    <div className="shift-log">
      <div className="shift-log__tools">
        <Button onClick={() => setDaysBack(daysBack + 1)}>{text.earlier}</Button>
        <strong className="shift-log__day">{formatDate(fromAt, language)}</strong>
        <Button disabled={daysBack === 0} onClick={() => setDaysBack(daysBack - 1)}>
          {text.later}
        </Button>
        <input
          className="input shift-log__search"
          type="search"
          aria-label={text.search}
          placeholder={text.search}
          value={query}
          maxLength={80}
          onChange={(event) => setQuery(event.target.value)}
          data-testid="log-search"
        />
        <PrintShift fromAt={fromAt} />
      </div>
      <div className="shift-log__tools">
        <FilterChips
          label={text.tabs.log}
          chips={DUTY_LOG_CATEGORIES.map((id) => ({ id, name: text.categories[id] }))}
          chosen={categories}
          onChoose={toggle}
        />
      </div>
      {answer === null && <p className="shift__empty">{text.logLoading}</p>}
      {answer === 'failed' && <p className="shift__empty">{text.logFailed}</p>}
      {answer !== null && answer !== 'failed' && answer.lines.length === 0 && (
        <p className="shift__empty">{text.logEmpty}</p>
      )}
      {answer !== null && answer !== 'failed' && (
        <>
          <ol className="shift-lines" data-testid="duty-log">
            {answer.lines.map((line) => (
              <li key={line.seq} className={`shift-lines__line shift-lines__line--${line.category}`}>
                <time>{formatTime(line.at)}</time>
                <span className="shift-lines__kind">{text.categories[line.category]}</span>
                <span className="shift-lines__words">{pick(line, language)}</span>
                <span className="quiet">{actorName(line.by, language)}</span>
              </li>
            ))}
          </ol>
          {answer.nextAfter !== null && <Button onClick={() => void goOn()}>{text.more}</Button>}
        </>
      )}
    </div>
  );
}

/** The shifts of that day, the one that runs first. */
function PrintShift({ fromAt }: { readonly fromAt: number }) {
  const { shift: text, review } = useText();
  const { machine } = useCommands();
  const language = useLanguage();
  const now = useNow();
  const shifts = useLive(({ live }) => [...live.world.duty.shifts.values()], isShallowEqual);
  const ofDay = shifts.filter((shift) => shift.startAt < fromAt + DAY_MS && shift.endAt > fromAt);
  const [chosen, setChosen] = useState<string | null>(null);
  const shift = ofDay.find(({ id }) => id === chosen) ?? runningShift(ofDay, now) ?? ofDay[0];
  if (!shift) return null;
  const nameOf = (name: string) => name || handOverWords[language].adHoc;
  return (
    <>
      {ofDay.length > 1 && (
        <select
          className="input"
          aria-label={text.whichShift}
          value={shift.id}
          onChange={(event) => setChosen(event.target.value)}
        >
          {ofDay.map(({ id, name, startAt }) => (
            <option key={id} value={id}>
              {nameOf(name)} {formatDayTime(startAt).slice(0, 11)}
            </option>
          ))}
        </select>
      )}
      {machine.openReview && (
        <Button
          disabled={shift.startAt > now}
          onClick={() => void machine.openReview?.({ subject: 'shift', id: shift.id })}
          data-testid="review-shift"
        >
          {review.openReview}
        </Button>
      )}
      <PrintButtons
        kind="shifts"
        id={shift.id}
        name={`${text.tabs.log} ${nameOf(shift.name)} ${formatDayTime(shift.startAt).slice(0, 5)}`}
      />
    </>
  );
}
