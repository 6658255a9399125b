import { DAY_SPANS, type LeftOutRows } from '#shared/domain/dayFigures.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import { FigureButton } from '../../ui/FigureButton.tsx';
import { useCommands, useLive, useText } from '../desk.tsx';
import { rateOf } from '../rateWords.ts';
import { type Choice, keyOf } from './choice.ts';
import type { NumberSource } from './rowGroups.ts';

interface Told {
  readonly choice: Choice;
  readonly name: string;
  readonly value: string;
  readonly from?: string;
}

/** Every figure with the numbers it was made of. What is true now and not of a day stands beside today only. */
export function FigureGrid({
  source,
  choice,
  isToday,
  onOpen,
}: {
  readonly source: NumberSource;
  readonly choice: Choice;
  readonly isToday: boolean;
  readonly onOpen: (key: string) => void;
}) {
  const { numbers: say } = useText();
  const day = useDayTold(source);
  const now = useNowTold(source);
  const figures = isToday ? [...day, ...now] : day;
  return (
    <ul className="numbers__grid" data-testid="numbers-figures">
      {figures.map(({ choice: opens, name, value, from }) => (
        <li key={keyOf(opens)}>
          <FigureButton
            {...{ name, value, from: from ?? null }}
            isChosen={keyOf(opens) === keyOf(choice)}
            onChoose={() => onOpen(keyOf(opens))}
            testId={`number-${keyOf(opens)}`}
          />
        </li>
      ))}
      {isToday && (
        <li>
          <CoverageFigure name={say.coverage} />
        </li>
      )}
    </ul>
  );
}

function useDayTold({ figures }: NumberSource): readonly Told[] {
  const { numbers: say } = useText();
  const { alarms, incidents, closure, closedInDay, spans, bands } = figures;
  const share = (part: number, all: number, leftOut: LeftOutRows) => ({
    value: rateOf(part, all) ?? say.none,
    from: [say.ofAll(part, all), leftOutOf(leftOut) > 0 ? `${say.leftOutMark} ${leftOutOf(leftOut)}` : '']
      .filter(Boolean)
      .join(' · '),
  });
  const { closed, open, leftOut } = closure;
  return [
    { choice: { of: 'alarms' }, name: say.alarms, value: String(alarms.count) },
    { choice: { of: 'incidents' }, name: say.incidents, value: String(incidents.opened.length) },
    { choice: { of: 'closedInDay' }, name: say.closedInDay, value: String(closedInDay.length) },
    { choice: { of: 'closure' }, name: say.closure, ...share(closed.length, closed.length + open.length, leftOut) },
    ...DAY_SPANS.map((span): Told => {
      const { p50Ms, p90Ms, counted } = spans[span];
      const told = (ms: number | null) => (ms === null ? say.none : formatClockSpan(ms));
      return {
        ...{ choice: { of: 'span', span }, name: say.span[span], value: told(p50Ms) },
        from: `${say.p90} ${told(p90Ms)} · ${say.counted(counted.length)}`,
      };
    }),
    ...bands.map(
      ({ seconds, met, missed, leftOut: parts }): Told => ({
        ...{ choice: { of: 'band', seconds }, name: say.band(seconds) },
        ...share(met.length, met.length + missed.length, parts),
      }),
    ),
  ];
}

function useNowTold({ units, devices, cameras }: NumberSource): readonly Told[] {
  const { numbers: say } = useText();
  const onShift = units.filter(([, standing]) => standing !== 'offShift').length;
  const online = devices.filter(({ contact }) => contact === 'online').length;
  const working = cameras?.filter(({ hasFailed }) => !hasFailed).length ?? 0;
  return [
    {
      choice: { of: 'units' },
      name: say.units,
      value: String(onShift),
      from: `${say.now} ${say.ofAll(onShift, units.length)}`,
    },
    {
      choice: { of: 'devices' },
      name: say.devices,
      value: String(online),
      from: `${say.now} ${say.ofAll(online, devices.length)}`,
    },
    {
      ...{ choice: { of: 'cameras' }, name: say.cameras, value: cameras ? String(working) : say.none },
      from: cameras ? `${say.now} ${say.ofAll(working, cameras.length)}` : say.camerasUnknown,
    },
  ];
}

/** Its rows are a sheet of their own: what is out of reach, limit by limit. */
function CoverageFigure({ name }: { readonly name: string }) {
  const { view } = useCommands();
  const { numbers: say } = useText();
  const coverage = useLive(({ live }) => live.coverage);
  const last = coverage?.state === 'ready' ? coverage.report.bands.at(-1) : undefined;
  const roadM = coverage?.state === 'ready' ? coverage.report.roadM : 0;
  return (
    <FigureButton
      {...{ name, isChosen: false, testId: 'number-coverage' }}
      value={(last && rateOf(last.coveredM, roadM)) ?? say.none}
      from={last ? say.coverageOf(last.seconds, last.places.met, last.places.total) : null}
      onChoose={() => view.change({ sheet: { id: 'coverage', focus: null } })}
    />
  );
}

const leftOutOf = (leftOut: LeftOutRows): number => Object.values(leftOut).reduce((sum, { length }) => sum + length, 0);
