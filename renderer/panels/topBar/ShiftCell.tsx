import { onDuty, runningShift } from '#shared/domain/shift.ts';
import { handOverWords } from '#shared/text/handOverWords.ts';
import { actorName } from '#shared/text/system.ts';
import { formatSpan } from '#shared/text/time.ts';
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
  const left = running ? running.endAt - now : 0;
  const detail = running ? text.left(formatSpan(left, language)) : null;
  const name = running ? running.name || handOverWords[language].adHoc : text.cell;
  return (
    <button
      type="button"
      className="shift-cell"
      aria-label={text.title}
      aria-keyshortcuts="Control+S"
      onClick={() => runCommand(context, 'view.shift')}
      data-testid="shift-cell"
    >
      <Cell label={name} tone={names.length > 0 ? 'good' : 'neutral'} detail={detail}>
        <span className="person-cell__name ellipsis">
          {names.length > 0
            ? names.map((each) => actorName(each, language)).join(language === 'en' ? ', ' : '、')
            : text.nobody}
        </span>
      </Cell>
    </button>
  );
}
