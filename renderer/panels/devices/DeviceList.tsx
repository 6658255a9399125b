import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DeviceState } from '#shared/domain/device.ts';
import { maySend } from '../../commands/context.ts';
import { DEVICE_FILTERS } from '../../commands/deskView.ts';
import type { DeskSource } from '../../live/deskSource.ts';
import { DeviceHealths } from '../../live/deviceHealth.ts';
import { Button } from '../../ui/Button.tsx';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { isShallowEqual, useFollow } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';
import { DeviceLegend } from './DeviceLegend.tsx';
import { DeviceRow } from './DeviceRow.tsx';
import { DeviceTable, type RowRange } from './DeviceTable.tsx';
import { type DeviceColumn, type DeviceOrder, listDevices, NameOrder } from './deviceRows.ts';

const COLUMNS: readonly DeviceColumn[] = ['name', 'link', 'contact', 'power', 'test', 'trust'];
const MINUTE_MS = 60_000;

/** Every device: found by a few characters, sifted by what is wrong with it, ordered by a click on a heading. */
export function DeviceList({
  chosen,
  onChosen,
  onWalk,
}: {
  /** Ids of ticked devices, kept while other parts of the sheet are open. */
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
  readonly onWalk: () => void;
}) {
  const context = useCommands();
  const { client, view } = context;
  const text = useText();
  const say = text.devices;
  const language = useLanguage();
  const now = useNow();
  const [search, setSearch] = useState('');
  const [link, setLink] = useState<string | null>(null);
  const [order, setOrder] = useState<DeviceOrder>({ column: 'name', isDescending: false });
  const [range, setRange] = useState<RowRange>({ from: 0, to: 0 });
  const filter = useView((state) => state.deviceFilter);
  const openId = useView(({ beside, sheet }) =>
    beside?.kind === 'device' || beside?.kind === 'camera' ? beside.id : (sheet?.focus ?? null),
  );
  const [names] = useState(() => new NameOrder());
  const byName = useLive(({ live }) => names.follow(live.world.devices));
  const links = useLive(({ live }) => [...live.world.links.keys()].sort(), isShallowEqual);
  const hasWorld = useLive(({ live }) => live.station !== null);
  const mayMaintain = useLive(() => maySend(context, 'device.startMaintenance'));
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const { rows, counts } = useMemo(
    () => listDevices(byName, { search, filter, link, order }, minute),
    [byName, search, filter, link, order, minute],
  );
  const inSight = useMemo(() => rows.slice(range.from, range.to).map(({ id }) => id), [rows, range]);
  const healths = useHealthOf(client, inSight, now);
  const focus = useMemo(() => rows.findIndex(({ id }) => id === openId), [rows, openId]);

  const latest = useRef({ rows, chosen, last: -1 });
  latest.current = { ...latest.current, rows, chosen };
  const open = useCallback(
    (device: DeviceState) => view.select({ kind: device.kind === 'camera' ? 'camera' : 'device', id: device.id }),
    [view],
  );
  const choose = useCallback(
    (index: number, isChosen: boolean, isRange: boolean) => {
      const { rows: listed, chosen: before, last } = latest.current;
      const [from, to] = isRange && last >= 0 ? [Math.min(last, index), Math.max(last, index)] : [index, index];
      const next = new Set(before);
      for (const { id } of listed.slice(from, to + 1)) isChosen ? next.add(id) : next.delete(id);
      latest.current.last = index;
      onChosen(next);
    },
    [onChosen],
  );
  const sortBy = (column: DeviceColumn) =>
    setOrder((before) => ({ column, isDescending: before.column === column && !before.isDescending }));

  return (
    <div className="device-list">
      <div className="device-list__tools">
        <input
          className="input device-list__search"
          type="search"
          value={search}
          placeholder={say.search}
          aria-label={say.search}
          onChange={(event) => setSearch(event.target.value)}
          data-testid="device-search"
        />
        <select
          className="input device-list__link"
          value={link ?? '\n'}
          aria-label={say.column.link}
          onChange={(event) => setLink(event.target.value === '\n' ? null : event.target.value)}
        >
          <option value={'\n'}>{say.allLinks}</option>
          {links.map((id) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
          <option value="">{say.noLink}</option>
        </select>
        <span className="device-list__count">{say.shown(rows.length, byName.length)}</span>
      </div>
      <div className="device-list__filters">
        <FilterChips
          label={say.title}
          chips={DEVICE_FILTERS.map((id) => ({
            id,
            name: say.filter[id],
            count: counts[id],
            testId: `device-filter-${id}`,
          }))}
          chosen={filter}
          onChoose={(deviceFilter) => view.change({ deviceFilter })}
        />
      </div>
      <div className="device-row device-row--head">
        <span className="device-row__tick">
          <input
            type="checkbox"
            aria-label={say.selectShown(rows.length)}
            checked={rows.length > 0 && rows.every(({ id }) => chosen.has(id))}
            disabled={rows.length === 0}
            onChange={(event) => onChosen(new Set(event.target.checked ? rows.map(({ id }) => id) : []))}
            data-testid="device-select-shown"
          />
        </span>
        {COLUMNS.map((column) => (
          <button
            key={column}
            type="button"
            className="device-row__heading"
            onClick={() => sortBy(column)}
            aria-pressed={order.column === column}
          >
            <span className="ellipsis">{say.column[column]}</span>
            <span aria-hidden="true">{order.column === column ? (order.isDescending ? '▼' : '▲') : ''}</span>
          </button>
        ))}
      </div>
      {rows.length > 0 ? (
        <DeviceTable
          count={rows.length}
          focus={focus}
          label={say.title}
          onRange={setRange}
          draw={(index) => {
            const device = rows[index];
            if (!device) return null;
            return (
              <DeviceRow
                key={device.id}
                device={device}
                index={index}
                count={rows.length}
                lastSeenAt={healths.of(device.id)?.lastSeenAt}
                now={now}
                isOpen={device.id === openId}
                isChosen={chosen.has(device.id)}
                text={text}
                language={language}
                onOpen={open}
                onChoose={choose}
              />
            );
          }}
        />
      ) : (
        <div className="devices-empty">
          <p>{!hasWorld ? say.emptyLoading : byName.length === 0 ? say.emptyNone : say.emptyFiltered}</p>
          {hasWorld && byName.length === 0 && <p className="devices-empty__hint">{say.emptyNoneHint}</p>}
        </div>
      )}
      {rows.length > 0 && <DeviceLegend />}
      {chosen.size > 0 && (
        <div className="device-list__chosen" data-testid="devices-chosen">
          <strong>{say.selected(chosen.size)}</strong>
          <Button look="primary" onClick={onWalk} data-testid="chosen-walk">
            {say.startWalk}
          </Button>
          <Button
            disabled={!mayMaintain}
            onClick={() => view.change({ dialog: { kind: 'maintenance', deviceIds: [...chosen] } })}
            data-testid="chosen-maintenance"
          >
            {say.startMaintenance}
          </Button>
          <Button look="plain" onClick={() => onChosen(new Set())}>
            {say.clearSelection}
          </Button>
        </div>
      )}
    </div>
  );
}

/** When the rows in sight were last heard: asked anew with every tick of the clock, as often as that is worth it. */
function useHealthOf(client: DeskSource, ids: readonly string[], tick: number): DeviceHealths {
  const [healths] = useState(() => new DeviceHealths(client));
  useFollow(healths.changes, healths.changes.revision);
  useEffect(() => healths.look(ids), [healths, ids]);
  useEffect(() => healths.watch(tick), [healths, tick]);
  return healths;
}
