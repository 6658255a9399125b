import { UNIT_KIND_NAMES, UNIT_KINDS, type UnitKind } from '#shared/catalog/unitKinds.ts';
import { onDuty, runningShift } from '#shared/domain/shift.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import { handOverWords } from '#shared/text/handOverWords.ts';
import { pick } from '#shared/text/language.ts';
import { actorName } from '#shared/text/system.ts';
import { formatMinute } from '#shared/text/time.ts';
import { countUnits, type UnitCounts } from '../../../live/freshness.ts';
import { useCommands, useLanguage, useLive, useNow, useText } from '../../desk.tsx';
import { useRoom } from '../useRoom.ts';

/** Must equal the height of .wall-roster__engaged li in wall.css. */
const ROW_UNITS = 2;

/** Who is on duty at the desk, what kinds of units there are and how they stand, and who is under way where. */
export function RosterRegion() {
  const { client } = useCommands();
  const text = useText().wallPage;
  const now = useNow();
  const units = useLive(({ live }) => live.world.units);
  const kinds = byKind(units.values());
  return (
    <div className="wall-roster" data-testid="wall-roster">
      <OnDuty />
      <table className="wall-roster__kinds">
        <thead>
          <tr>
            <th scope="col">{text.unitKind}</th>
            <th scope="col">{text.free}</th>
            <th scope="col">{text.busy}</th>
            <th scope="col">{text.stalePosition}</th>
            <th scope="col">{text.offShift}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(([kind, members]) => (
            <KindRow key={kind} kind={kind} counts={countUnits(members, client.live.positions, now)} />
          ))}
        </tbody>
      </table>
      <Engaged units={units} />
    </div>
  );
}

function OnDuty() {
  const text = useText().wallPage;
  const language = useLanguage();
  const now = useNow();
  const shift = useLive(({ live }) => runningShift(live.world.duty.shifts.values(), now) ?? null);
  const names = useLive(({ live }) =>
    onDuty(live.world.duty.shifts.values())
      .map(({ name }) => actorName(name, language))
      .join(language === 'en' ? ', ' : '、'),
  );
  return (
    <p className="wall-roster__duty">
      <span>{shift ? shift.name || handOverWords[language].adHoc : text.onDuty}</span>
      <strong className="ellipsis">{names || text.nobodyOnDuty}</strong>
      {shift && <span>{text.until(formatMinute(shift.endAt, now))}</span>}
    </p>
  );
}

function KindRow({
  kind,
  counts: { free, busy, stale, offShift },
}: {
  readonly kind: UnitKind;
  readonly counts: UnitCounts;
}) {
  const language = useLanguage();
  return (
    <tr>
      <th scope="row">{pick(UNIT_KIND_NAMES[kind], language)}</th>
      <td className="is-good">{free}</td>
      <td className={busy > 0 ? 'is-busy' : ''}>{busy}</td>
      <td className={stale > 0 ? 'is-stale' : ''}>{stale}</td>
      <td className="is-off">{offShift}</td>
    </tr>
  );
}

function Engaged({ units }: { readonly units: ReadonlyMap<string, UnitState> }) {
  const { wallPage: text, words } = useText();
  const incidents = useLive(({ live }) => live.world.incidents);
  const [host, rows] = useRoom<HTMLUListElement>(ROW_UNITS);
  const engaged = [...units.values()].flatMap((unit) => {
    const dispatch = incidents
      .get(unit.engagement?.incidentId ?? '')
      ?.dispatches.find(({ id }) => id === unit.engagement?.dispatchId);
    return dispatch ? [{ unit, dispatch }] : [];
  });
  const shown = engaged.length > rows ? engaged.slice(0, Math.max(1, rows - 1)) : engaged;
  return (
    <section className="wall-roster__engaged">
      <h3>{text.engaged}</h3>
      <ul ref={host}>
        {engaged.length === 0 && <li className="wall-empty">{text.nobodyEngaged}</li>}
        {shown.map(({ unit, dispatch }) => (
          <li key={unit.id}>
            <strong className="ellipsis">{unit.name}</strong>
            <span>{words.dispatchState[dispatch.state]}</span>
          </li>
        ))}
        {engaged.length > shown.length && <li>{text.engagedMore(engaged.length - shown.length)}</li>}
      </ul>
    </section>
  );
}

function byKind(units: Iterable<UnitState>): readonly (readonly [UnitKind, readonly UnitState[]])[] {
  const kinds = new Map<UnitKind, UnitState[]>();
  for (const unit of units) kinds.set(unit.kind, [...(kinds.get(unit.kind) ?? []), unit]);
  return UNIT_KINDS.flatMap((kind) => {
    const members = kinds.get(kind);
    return members ? [[kind, members] as const] : [];
  });
}
