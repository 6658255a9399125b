/** What there is to review in a time: incidents, shifts, drills, searched by number or word. */
import { INCIDENT_KIND_CATALOG, type IncidentKind } from '#shared/catalog/incidentKinds.ts';
import { type DrillState, evolveDrill } from '#shared/domain/drill.ts';
import { emptyDutyWorld, evolveDutyWorld } from '#shared/domain/shiftWorld.ts';
import { stationDay } from '#shared/text/reviewTime.ts';
import type { ReviewChoice, ReviewSubjects } from '#shared/wire/review.ts';
import type { IncidentListed, Records } from './records.ts';

const MOST_CHOICES = 500;
const MOST_LISTED = 5_000;
/** A shift is planned long before it begins. */
const PLANNED_BEFORE_MS = 45 * 86_400_000;

export function subjectsOf(records: Records, fromAt: number, toAt: number, words: string): ReviewSubjects {
  const listed = records.incidents(fromAt, toAt, MOST_LISTED);
  const all = [...listed.map(ofIncident), ...shiftsOf(records, fromAt, toAt), ...drillsOf(records, fromAt, toAt)];
  const found = all.filter(matching(words)).sort((one, other) => other.fromAt - one.fromAt || compare(other, one));
  return {
    ...{ fromAt, toAt },
    choices: found.slice(0, MOST_CHOICES),
    isCut: found.length > MOST_CHOICES || listed.length === MOST_LISTED,
  };
}

const compare = (one: ReviewChoice, other: ReviewChoice) => (one.subject < other.subject ? -1 : 1);

function matching(words: string): (choice: ReviewChoice) => boolean {
  const wanted = words.toLocaleLowerCase('en').split(/\s+/).filter(Boolean);
  return ({ name, detail }) => {
    const text = [name.zh, name.en, detail.zh, detail.en].join(' ').toLocaleLowerCase('en');
    return wanted.every((word) => text.includes(word));
  };
}

function ofIncident({ id, kind, level, openedAt, closedAt, summary }: IncidentListed): ReviewChoice {
  const { number, title, address } = JSON.parse(summary) as { number: string; title: string; address: string };
  const { zh, en } = INCIDENT_KIND_CATALOG[kind as IncidentKind];
  const where = address ? ` · ${address}` : '';
  return {
    ...{ subject: `incident:${id}`, kind: 'incident', level, fromAt: openedAt, toAt: closedAt },
    name: { zh: number, en: number },
    detail: { zh: `${zh} ${title}`.trim() + where, en: `${en} ${title}`.trim() + where },
  };
}

/** Those somebody came to. */
function shiftsOf(records: Records, fromAt: number, toAt: number): ReviewChoice[] {
  const { past } = records;
  const streams = records.streamsWithin(
    'shift',
    past.seqOf({ at: fromAt - PLANNED_BEFORE_MS }),
    past.seqOf({ at: toAt }),
    MOST_LISTED,
  );
  return streams.flatMap((stream): ReviewChoice[] => {
    const id = stream.slice('shift:'.length);
    const duty = emptyDutyWorld();
    for (const event of records.stream(stream)) evolveDutyWorld(duty, id, event);
    const shift = duty.shifts.get(id);
    if (!shift || shift.attendance.length === 0 || shift.startAt > toAt || shift.endAt < fromAt) return [];
    const isOn = shift.attendance.some(({ endedAt }) => endedAt === null);
    const day = stationDay(shift.startAt);
    return [
      {
        ...{ subject: stream, kind: 'shift', level: null, fromAt: shift.startAt, toAt: isOn ? null : shift.endAt },
        name: { zh: `${day} ${shift.name || '临时班次'}`, en: `${day} ${shift.name || 'unplanned shift'}` },
        detail: named([...new Set(shift.attendance.map(({ name }) => name))]),
      },
    ];
  });
}

const named = (names: readonly string[]) => ({ zh: names.join('、'), en: names.join(', ') });

function drillsOf(records: Records, fromAt: number, toAt: number): ReviewChoice[] {
  const { past } = records;
  const streams = records.streamsWithin('drill', past.seqOf({ at: fromAt - 1 }), past.seqOf({ at: toAt }), MOST_LISTED);
  return streams.flatMap((stream): ReviewChoice[] => {
    const drill = records.stream(stream).reduce<DrillState | null>(evolveDrill, null);
    if (!drill) return [];
    const { title, launchedAt, ended } = drill;
    return [
      {
        ...{ subject: stream, kind: 'drill', level: null, fromAt: launchedAt, toAt: ended?.at ?? null },
        name: title,
        detail: { zh: '', en: '' },
      },
    ];
  });
}
