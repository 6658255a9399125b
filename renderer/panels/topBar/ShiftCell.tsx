import { onDuty, runningShift } from '#shared/domain/shift.ts';
import { handOverWords } from '#shared/text/handOverWords.ts';
import { actorName } from '#shared/text/system.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import { runCommand } from '../../commands/registry.ts';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { Cell } from './Cell.tsx';

/** Whose shift it is and how long it lasts. Opens the sheet of shifts. */
export function ShiftCell() {
  const context = useCommands();
  const { shift: text } = useText();
  const language = useLanguage();
  const now = useNow();
  const duty = useLive(({ live }) => live.world.duty);
  const people = useLive(({ live }) =>
    onDuty(live.world.duty.shifts.values())
      .map(({ name }) => name)
      .join('\n'),
  );
  const names = people.split('\n').filter(Boolean);
  const running = runningShift(duty.shifts.values(), now);
  // To the minute, and short: the bar is full.
  const left = running ? text.left(formatClockSpan(running.endAt - now).replace(/:\d\d$/, '')) : null;
  const seatName = useLive(({ live }) => live.seat?.name);
  // The one who sits here stands beside this already.
  const isAlone = names.length === 1 && names[0] === seatName && left !== null;
  const name = running ? running.name || handOverWords[language].adHoc : text.cell;
  const said = names.map((each) => actorName(each, language)).join(language === 'en' ? ', ' : '、') || text.nobody;
  return (
    <button
      type="button"
      className="shift-cell"
      aria-label={`${text.title} · ${name} · ${said}`}
      aria-keyshortcuts="Control+S"
      onClick={() => runCommand(context, 'view.shift')}
      data-testid="shift-cell"
    >
      <Cell label={name} tone={names.length > 0 ? 'good' : 'neutral'} detail={isAlone ? null : left}>
        <span className="person-cell__name ellipsis">{isAlone ? left : said}</span>
      </Cell>
    </button>
  );
}
