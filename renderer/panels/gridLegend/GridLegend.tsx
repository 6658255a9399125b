import { runCommand } from '../../commands/registry.ts';
import { type GridMeasure, MEASURE_SCALES, TALLEST_M } from '../../live/gridValues/fold.ts';
import { Button } from '../../ui/Button.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { PRISM_COLOURS } from '../../ui/prismColours.ts';
import { useBlindView, useCommands, useGridValues, useText, useView } from '../desk.tsx';
import './gridLegend.css';

/** Over the map while prisms stand on the grids: what they count, from what, and how tall one unit is. */
export function GridLegend() {
  const context = useCommands();
  const text = useText();
  const say = text.grids;
  const measure = useView((view) => (view.sheet === null ? view.gridMeasure : null));
  const values = useGridValues();
  const { state: blind } = useBlindView();
  if (measure === null) return null;
  const inputs = values?.measure === measure ? values.inputs : null;
  return (
    <aside className="grid-legend" aria-label={say.measure[measure]} data-testid="grid-legend">
      <header className="grid-legend__head">
        <strong>{say.measure[measure]}</strong>
        <span className="grid-legend__unit">{say.unit[measure]}</span>
        <button
          type="button"
          className="button button--plain"
          aria-label={say.turnOff}
          onClick={() => context.view.change({ gridMeasure: null })}
        >
          <CloseIcon />
        </button>
      </header>
      <ol className="grid-legend__classes">
        {classesOf(measure, say).map((words, index) => (
          <li key={words}>
            <span
              className="grid-legend__column"
              style={{ background: PRISM_COLOURS[index], height: 6 + index * 6 }}
              aria-hidden="true"
            />
            {words}
          </li>
        ))}
      </ol>
      <p>{say.height(MEASURE_SCALES[measure].metresEach, say.unit[measure], TALLEST_M)}</p>
      <p>{say.basis[measure]}</p>
      {inputs && (
        <p data-testid="grid-legend-inputs">
          {inputs.counted === 0
            ? measure === 'seen' && blind !== 'ready'
              ? say.working
              : say.nothing
            : say.counted[measure](inputs.counted)}
          {inputs.outside > 0 && ` · ${say.outside(inputs.outside)}`}
        </p>
      )}
      {inputs?.isCut && <p className="is-warn">{say.isCut}</p>}
      <Button look="plain" keyLabel="9" onClick={() => runCommand(context, 'map.prisms')}>
        {say.prisms}
      </Button>
    </aside>
  );
}

function classesOf(measure: GridMeasure, say: ReturnType<typeof useText>['grids']): readonly string[] {
  const [first, second, third] = MEASURE_SCALES[measure].breaks;
  // Counts begin with the next whole number, minutes where the class below ended.
  const after = (value: number) => (measure === 'response' ? value : value + 1);
  const range = (low: number, high: number) => (low === high ? String(low) : say.between(low, high));
  return [
    measure === 'response' ? say.upTo(first) : range(1, first),
    range(after(first), second),
    range(after(second), third),
    say.over(third),
  ];
}
