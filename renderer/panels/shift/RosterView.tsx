import { useState } from 'react';
import type { RosteredPerson, ShiftState } from '#shared/domain/shift.ts';
import {
  copyWeek,
  type PlannedShift,
  type RosterFinding,
  rosterFindings,
  weekEnd,
  weekStart,
} from '#shared/domain/shiftRoster.ts';
import { formatDate, formatDayTime } from '#shared/text/time.ts';
import { mayCommand } from '#shared/wire/roles.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';

const HOUR_MS = 3_600_000;

/** One week of shifts. What is changed stands here until it is saved. */
export function RosterView() {
  const context = useCommands();
  const { shift: text } = useText();
  const language = useLanguage();
  const now = useNow();
  const [weeks, setWeeks] = useState(0);
  const [draft, setDraft] = useState<readonly PlannedShift[] | null>(null);
  const fromAt = weekStart(weekStart(now) + (weeks * 7 + 0.5) * 24 * HOUR_MS);
  const untilAt = weekEnd(fromAt);
  const all = useLive(({ live }) => [...live.world.duty.shifts.values()], isShallowEqual);
  const mayChange = useLive(() => maySend(context, 'roster.save'));
  const saved = all.filter((shift) => !shift.isAdHoc && shift.startAt >= fromAt && shift.startAt < untilAt).map(planOf);
  const shifts = draft ?? saved.toSorted((one, other) => one.startAt - other.startAt);
  const move = (by: number) => {
    setWeeks(weeks + by);
    setDraft(null);
  };
  const change = (index: number, part: Partial<PlannedShift>) =>
    setDraft(shifts.map((shift, at) => (at === index ? { ...shift, ...part } : shift)));
  const add = () => {
    const startAt = shifts.at(-1)?.endAt ?? fromAt + 8 * HOUR_MS;
    setDraft([...shifts, { name: text.name, startAt, endAt: startAt + 8 * HOUR_MS, people: [] }]);
  };
  const lastWeek = weekStart(fromAt - 12 * HOUR_MS);
  const copy = () => setDraft(copyWeek(all, lastWeek, fromAt));
  const save = async () => {
    const body = {
      ...{ fromAt, untilAt },
      shifts: shifts.map(({ people, ...shift }) => ({
        ...shift,
        people: people.map(({ accountId, post }) => ({ accountId, post })),
      })),
    };
    const outcome = await sendCommand(context, 'roster.save', body);
    if (outcome.state === 'done') setDraft(null);
  };
  return (
    <div className="shift-roster">
      <div className="shift-log__tools">
        <Button onClick={() => move(-1)} aria-label={text.earlier}>
          ◀
        </Button>
        <strong className="shift-log__day">
          {text.week(formatDate(fromAt, language), formatDate(untilAt - HOUR_MS, language))}
        </strong>
        <Button onClick={() => move(1)} aria-label={text.later}>
          ▶
        </Button>
        <span className="shift__gap" />
        {mayChange && (
          <>
            <Button disabled={copyWeek(all, lastWeek, fromAt).length === 0} onClick={copy} data-testid="roster-copy">
              {text.copyLast}
            </Button>
            <Button onClick={add} data-testid="roster-add">
              {text.addShift}
            </Button>
            <Button disabled={draft === null} onClick={() => setDraft(null)}>
              {text.discard}
            </Button>
            <Button look="primary" disabled={draft === null} onClick={() => void save()} data-testid="roster-save">
              {text.save}
            </Button>
          </>
        )}
      </div>
      <Findings findings={rosterFindings(shifts, fromAt, untilAt)} />
      {shifts.length === 0 && <p className="shift__empty">{mayChange ? text.rosterEmpty : text.rosterNotYours}</p>}
      <ul className="shift-roster__list" data-testid="roster">
        {shifts.map((shift, index) => (
          <RosterLine
            key={shift.shiftId ?? `new-${index}`}
            shift={shift}
            isFixed={!mayChange}
            onChange={(part) => change(index, part)}
            onRemove={() => setDraft(shifts.filter((_, at) => at !== index))}
          />
        ))}
      </ul>
    </div>
  );
}

const planOf = ({ id, name, startAt, endAt, people }: ShiftState): PlannedShift => ({
  shiftId: id,
  name,
  startAt,
  endAt,
  people,
});

function Findings({ findings }: { readonly findings: readonly RosterFinding[] }) {
  const { shift: text } = useText();
  const said = (finding: RosterFinding) => {
    const at = formatDayTime(finding.fromAt).slice(0, 11);
    if (finding.code === 'twice') return text.twice(finding.name, finding.shifts.join(' / '), at);
    if (finding.code === 'gap') return text.gap(at, formatDayTime(finding.untilAt).slice(0, 11));
    return text.empty(finding.shift, at);
  };
  return (
    <ul className="shift-findings" data-testid="roster-findings">
      {findings.map((finding) => (
        <li key={`${finding.code}${finding.fromAt}${said(finding)}`}>
          <Badge tone="warn">!</Badge> {said(finding)}
        </li>
      ))}
    </ul>
  );
}

function RosterLine({
  shift,
  isFixed,
  onChange,
  onRemove,
}: {
  readonly shift: PlannedShift;
  readonly isFixed: boolean;
  readonly onChange: (part: Partial<PlannedShift>) => void;
  readonly onRemove: () => void;
}) {
  const { shift: text } = useText();
  const accounts = useLive(
    ({ live }) => [...live.world.accounts.values()].filter(({ role }) => mayCommand(role, 'shift.begin')),
    isShallowEqual,
  );
  const others = accounts.filter(({ id }) => !shift.people.some(({ accountId }) => accountId === id));
  const addPerson = (accountId: string) => {
    const account = accounts.find(({ id }) => id === accountId);
    if (!account) return;
    const post = account.role === 'leader' ? 'leader' : 'duty';
    onChange({ people: [...shift.people, { accountId, name: account.name, post }] });
  };
  const swap = (person: RosteredPerson) =>
    onChange({
      people: shift.people.map((one) =>
        one === person ? { ...one, post: one.post === 'duty' ? ('leader' as const) : ('duty' as const) } : one,
      ),
    });
  const time = (label: string, at: number, set: (at: number) => void) => (
    <input
      className="input"
      type="datetime-local"
      aria-label={label}
      disabled={isFixed}
      value={localMinute(at)}
      onChange={(event) => {
        const moment = new Date(event.target.value).getTime();
        if (Number.isFinite(moment)) set(moment);
      }}
    />
  );
  return (
    <li className="shift-roster__line">
      <input
        className="input shift-roster__name"
        aria-label={text.name}
        disabled={isFixed}
        maxLength={40}
        value={shift.name}
        onChange={(event) => onChange({ name: event.target.value })}
        data-testid="roster-name"
      />
      {time(text.from, shift.startAt, (startAt) => onChange({ startAt }))}
      {time(text.to, shift.endAt, (endAt) => onChange({ endAt }))}
      <span className="shift-roster__people">
        {shift.people.map((person) => (
          <span key={person.accountId} className="shift-roster__person">
            <Chip disabled={isFixed} onClick={() => swap(person)}>
              {person.name} · {text.post[person.post]}
            </Chip>
            {!isFixed && (
              <Chip
                aria-label={`${text.remove} ${person.name}`}
                onClick={() => onChange({ people: shift.people.filter((one) => one !== person) })}
              >
                ×
              </Chip>
            )}
          </span>
        ))}
        {!isFixed && others.length > 0 && (
          <select
            className="input"
            aria-label={text.addPerson}
            value=""
            onChange={(event) => addPerson(event.target.value)}
            data-testid="roster-person"
          >
            <option value="">{text.addPerson}</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </span>
      {!isFixed && (
        <Button look="plain" onClick={onRemove}>
          {text.remove}
        </Button>
      )}
    </li>
  );
}

function localMinute(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
