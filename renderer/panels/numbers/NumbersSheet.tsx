import { useState } from 'react';
import { DAY_CHOICES, type DayChoice } from '#shared/text/numbers.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { SheetTabs } from '../../ui/SheetTabs.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { choiceOf } from './choice.ts';
import { DayCharts } from './DayCharts.tsx';
import { FigureGrid } from './FigureGrid.tsx';
import { RowPane } from './RowPane.tsx';
import { useNumberSource } from './useNumberSource.ts';
import './numbers.css';

/** The figures of today or yesterday; each number and each bar opens the rows it was counted from. `focus`: the one that is open. */
export function NumbersSheet() {
  const { view } = useCommands();
  const text = useText();
  const say = text.numbers;
  const [day, setDay] = useState<DayChoice>('today');
  const source = useNumberSource(day === 'today' ? 0 : 1);
  const key = useView((state) => (state.sheet?.id === 'numbers' ? state.sheet.focus : null));
  const choice = choiceOf(key);
  const open = (focus: string) => view.change({ sheet: { id: 'numbers', focus } });
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="numbers-sheet"
      tools={
        <SheetTabs
          label={say.title}
          tabs={DAY_CHOICES.map((id) => ({ id, name: say.day[id] }))}
          chosen={day}
          onChoose={setDay}
          testIdPrefix="numbers-day-"
        />
      }
    >
      <div className="numbers">
        <div className="numbers__figures">
          {source.figures.isCut && <p className="numbers__cut is-warn">{say.isCut}</p>}
          <FigureGrid source={source} choice={choice} isToday={day === 'today'} onOpen={open} />
          <DayCharts source={source} choice={choice} onOpen={open} />
        </div>
        <RowPane source={source} choice={choice} />
      </div>
    </Sheet>
  );
}
