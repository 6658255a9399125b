import { useEffect, useState } from 'react';
import { UNIT_KIND_NAMES } from '#shared/catalog/unitKinds.ts';
import { freshnessOf, isLive } from '#shared/domain/position.ts';
import { isOnShift } from '#shared/domain/unit.ts';
import { isWithinBorders } from '#shared/geo/areaIndex.ts';
import type { AreaPeople, AreaRecord } from '#shared/search/areaDirectory.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo } from '#shared/text/time.ts';
import { runCommand } from '../../commands/registry.ts';
import { isAlarmOfDay } from '../../live/gridValues/fold.ts';
import { startOfDay } from '../../live/queueOrder.ts';
import type { AreaAnswer } from '../../live/search/messages.ts';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useDirectory, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { kindName, shortNumber } from '../incidentWords.ts';
import { Card } from './Card.tsx';
import { GridList, type GridRow } from './GridList.tsx';

/** A grid, community, town or district: its owners, its people, what stands in it and what goes on in it now. */
export function GridCard({ code }: { readonly code: string }) {
  const context = useCommands();
  const text = useText();
  const { answer, isReading } = useArea(code);
  if (!answer) {
    return (
      <Card kind={text.cards.kind.grid} title={code}>
        <p className="card__faint">{isReading ? text.grids.reading : text.grids.notInScene}</p>
      </Card>
    );
  }
  const { area, deviceIds } = answer;
  return (
    <Card kind={text.grids.level[area.level]} title={area.name}>
      <div className="card__actions card__actions--first">
        <Button onClick={() => runCommand(context, 'map.flyTo')} keyLabel="F" data-testid="grid-fly">
          {text.cards.showOnMap}
        </Button>
        <Button onClick={() => runCommand(context, 'map.prisms')} keyLabel="9" data-testid="grid-prisms">
          {text.grids.prisms}
        </Button>
      </div>
      <Chain area={area} />
      <Happenings area={area} deviceIds={deviceIds} />
      {area.level === 'grid' && <People people={area.people} />}
      <Facts area={area} />
      <Members area={area} deviceIds={deviceIds} />
    </Card>
  );
}

function useArea(code: string): { readonly answer: AreaAnswer | null; readonly isReading: boolean } {
  const { directory } = useDirectory();
  const [held, setHeld] = useState<{ readonly code: string; readonly answer: AreaAnswer | null } | null>(null);
  useEffect(() => {
    let isStale = false;
    const ask = async () => {
      const answer = await directory.area(code);
      // A scene that is still being read knows nothing yet: its answer comes when it has been.
      if (!isStale && (answer || directory.state === 'ready' || directory.state === 'failed'))
        setHeld({ code, answer });
    };
    void ask();
    // Again when the scene has been read, and when a device was enrolled, moved or retired.
    const unfollow = directory.changes.subscribe(() => void ask());
    return () => {
      isStale = true;
      unfollow();
    };
  }, [code, directory]);
  const isMine = held?.code === code;
  return { answer: isMine ? held.answer : null, isReading: !isMine };
}

/** From the district down, each with its code: 6, 9, 12, 15 digits. */
function Chain({ area }: { readonly area: AreaRecord }) {
  const { view } = useCommands();
  const say = useText().grids;
  return (
    <ol className="grid-chain" aria-label={say.chain} data-testid="grid-chain">
      {area.chain.map(({ code, level, name }) => (
        <li key={code}>
          <button
            type="button"
            aria-current={code === area.code}
            onClick={() => view.select({ kind: 'grid', id: code })}
          >
            <span className="grid-chain__level">{say.level[level]}</span>
            <span className="ellipsis">{name}</span>
            <span className="card__code">{code}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function People({ people }: { readonly people: AreaPeople }) {
  const { view } = useCommands();
  const say = useText().grids;
  const units = useLive(({ live }) => live.world.units);
  const roles = ['gridLeader', 'gridWorkers', 'gridPolice', 'partTime'] as const;
  return (
    <section aria-label={say.people}>
      <h3 className="card__heading">{say.people}</h3>
      <dl className="facts">
        {roles.map((role) => (
          <div className="facts__row" key={role}>
            <dt>{say.role[role]}</dt>
            <dd>
              {people[role].length === 0 && <span className="card__faint">{say.nobody}</span>}
              {people[role].map((person) => {
                const unit = units.get(person);
                return unit ? (
                  <button
                    type="button"
                    className="card__link"
                    key={person}
                    onClick={() => view.select({ kind: 'unit', id: person })}
                  >
                    {unit.name}
                  </button>
                ) : (
                  <span className="grid-person" key={person}>
                    {person}
                  </span>
                );
              })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Facts({ area }: { readonly area: AreaRecord }) {
  const say = useText().grids;
  const language = useLanguage();
  const figure = (value: number | null) => (value === null ? say.notStated : value.toLocaleString(language));
  return (
    <section aria-label={say.counts}>
      <h3 className="card__heading">
        {say.counts}
        {area.gridType && <span className="card__faint"> {say.gridType[area.gridType]}</span>}
      </h3>
      <dl className="facts facts--pairs">
        {area.parts > 0 && (
          <>
            <dt>{say.parts}</dt>
            <dd>{say.partsOf(area.parts, area.grids)}</dd>
          </>
        )}
        <dt>{say.households}</dt>
        <dd>{figure(area.households)}</dd>
        <dt>{say.population}</dt>
        <dd>{figure(area.population)}</dd>
        <dt>{say.buildings}</dt>
        <dd>{figure(area.buildings)}</dd>
        <dt>{say.area}</dt>
        <dd>{area.areaM2 === null ? say.notStated : sizeOf(area.areaM2)}</dd>
      </dl>
    </section>
  );

  function sizeOf(areaM2: number): string {
    return areaM2 >= 1e6 ? say.squareKm((areaM2 / 1e6).toFixed(2)) : say.hectares((areaM2 / 1e4).toFixed(1));
  }
}

/** What changes by the minute: incidents, alarms, units. */
function Happenings({ area, deviceIds }: AreaAnswer) {
  const { client } = useCommands();
  const text = useText();
  const say = text.grids;
  const language = useLanguage();
  const now = useNow();
  const isIn = (gridCode: string | null, lon: number, lat: number) =>
    area.level === 'grid' ? gridCode === area.code : isWithinBorders(area.geometry, [lon, lat]);
  const incidents = useLive(
    ({ live }) =>
      [...live.world.incidents.values()].filter(
        ({ place, closedAt }) => closedAt === null && isIn(place.gridCode, place.lon, place.lat),
      ),
    isShallowEqual,
  );
  const own = new Set(deviceIds);
  const alarms = useLive(
    ({ live }) =>
      [...live.world.alarms.values()].filter((alarm) => {
        if (!isAlarmOfDay(alarm, startOfDay(now))) return false;
        const place = live.world.incidents.get(alarm.incidentId ?? '')?.place;
        return place ? isIn(place.gridCode, place.lon, place.lat) : own.has(alarm.deviceId ?? '');
      }),
    isShallowEqual,
  );
  // Looked at once a second with the clock: positions come more often than anybody reads.
  const units = [...client.live.world.units.values()].filter((unit) => {
    const { lon, lat } = client.live.positions.get(unit.id) ?? unit;
    return isWithinBorders(area.geometry, [lon, lat]);
  });
  return (
    <>
      <GridList
        title={say.incidents}
        empty={say.noIncidents}
        testId="grid-incidents"
        rows={incidents.map(
          (incident): GridRow => ({
            target: { kind: 'incident', id: incident.id },
            title: `${shortNumber(incident, now)} ${kindName(incident, language)}`,
            detail: formatAgo(now - incident.openedAt, language),
          }),
        )}
      />
      <GridList
        title={say.alarms}
        empty={say.noAlarms}
        testId="grid-alarms"
        rows={alarms.reverse().map(
          (alarm): GridRow => ({
            target: { kind: 'alarm', id: alarm.alarmId },
            title: pick(alarm.title, language),
            detail: formatAgo(now - alarm.receivedAt, language),
          }),
        )}
      />
      <GridList
        title={say.units}
        empty={say.noUnits}
        testId="grid-units"
        rows={units.map((unit): GridRow => {
          const isFresh = isLive(freshnessOf(client.live.positions.get(unit.id), now));
          const amiss = isOnShift(unit) ? !isFresh && say.notFresh : text.words.passedOver.offShift;
          const kind = pick(UNIT_KIND_NAMES[unit.kind], language);
          return {
            target: { kind: 'unit', id: unit.id },
            title: unit.name,
            detail: amiss ? `${kind} · ${amiss}` : kind,
          };
        })}
      />
    </>
  );
}

/** What stands there. */
function Members({ area, deviceIds }: AreaAnswer) {
  const text = useText();
  const say = text.grids;
  const devices = useLive(
    ({ live }) =>
      deviceIds.flatMap((id) => {
        const device = live.world.devices.get(id);
        return device && device.kind !== 'camera' ? [device] : [];
      }),
    isShallowEqual,
  );
  return (
    <>
      <GridList
        title={say.devices}
        empty={say.noDevices}
        testId="grid-devices"
        rows={devices.map(
          ({ id, name, kind, contact }): GridRow => ({
            target: { kind: 'device', id },
            title: name,
            detail: `${text.words.deviceKind[kind]} · ${text.words.contact[contact]}`,
          }),
        )}
      />
      <GridList
        title={say.places}
        empty={say.noPlaces}
        testId="grid-places"
        total={area.places.total}
        rows={area.places.named.map(
          ({ id, name, what }): GridRow => ({ target: { kind: 'place', id }, title: name, detail: what }),
        )}
      />
      <GridList
        title={say.cameras}
        empty={say.noCameras}
        testId="grid-cameras"
        total={area.cameras.total}
        rows={area.cameras.named.map(
          ({ id, name }): GridRow => ({ target: { kind: 'camera', id }, title: name, detail: id }),
        )}
      />
    </>
  );
}
