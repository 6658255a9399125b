import { useEffect, useState } from 'react';
import { isWithinBorders } from '#shared/geo/areaIndex.ts';
import type { AreaAnswer } from '../../live/search/messages.ts';
import { useCommands, useDirectory, useLanguage, useLive, useNow, useText } from '../desk.tsx';

/** The grid the tour looks at, by name and code, with what it has and what goes on in it. */
export function GridCaption({ code }: { readonly code: string }) {
  const { directory } = useDirectory();
  const [answer, setAnswer] = useState<AreaAnswer | null>(null);
  useEffect(() => {
    let isOver = false;
    void directory.area(code).then((found) => {
      if (!isOver) setAnswer(found);
    });
    return () => {
      isOver = true;
    };
  }, [code, directory]);
  return answer?.area.code === code ? <Told answer={answer} /> : null;
}

function Told({ answer: { area, deviceIds } }: { readonly answer: AreaAnswer }) {
  const { client } = useCommands();
  const { wallPage: text, grids } = useText();
  const language = useLanguage();
  useNow();
  const open = useLive(
    ({ live }) =>
      [...live.world.incidents.values()].filter(
        ({ place, closedAt }) => closedAt === null && place.gridCode === area.code,
      ).length,
  );
  const units = [...client.live.world.units.values()].filter((unit) => {
    const { lon, lat } = client.live.positions.get(unit.id) ?? unit;
    return isWithinBorders(area.geometry, [lon, lat]);
  }).length;
  const number = (value: number | null) => (value === null ? grids.notStated : value.toLocaleString(language));
  const facts: readonly (readonly [name: string, value: string])[] = [
    [text.households, number(area.households)],
    [text.population, number(area.population)],
    [text.devices, number(deviceIds.length)],
    [text.cameras, number(area.cameras.total)],
    [text.unitsHere, number(units)],
    [text.openIncidents, number(open)],
  ];
  return (
    <aside className="wall-caption" data-testid="wall-caption" data-grid={area.code}>
      <p>
        <strong>{area.name}</strong>
        <span>{area.code}</span>
        <span className="ellipsis">
          {area.chain
            .slice(0, -1)
            .map(({ name }) => name)
            .join(' › ')}
        </span>
      </p>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
