import type { AlarmClass } from '#shared/catalog/codes.ts';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { type Dispatch, isActive } from '#shared/domain/dispatch.ts';
import type { IncidentPhase, IncidentState } from '#shared/domain/incident.ts';
import type { DeskText } from '#shared/text/index.ts';
import { type Language, pick } from '#shared/text/language.ts';
import { startOfDay } from '../live/queueOrder.ts';

/** `紧急求助`; the kind in the reader's language. */
export function kindName(incident: IncidentState, language: Language): string {
  return pick(INCIDENT_KIND_CATALOG[incident.kind], language);
}

/** What the first alarm said and which device said it, or the officer's summary: as far as the kind does not say it. */
export function detailOf(incident: IncidentState, language: Language): string | null {
  const kind = INCIDENT_KIND_CATALOG[incident.kind];
  const [alarm] = incident.alarms;
  const said = [alarm ? pick(alarm.title, language) : '', incident.title];
  const news = said.filter((words) => words !== '' && words !== kind.zh && words !== kind.en);
  return news.length === 0 ? null : [...new Set(news)].join(' · ');
}

/** Classes of alarm whose own words say more than the kind of the incident they opened: a leak, a fault, a code unknown. */
const TELLING: readonly AlarmClass[] = ['environment', 'trouble', 'linkTrouble', 'unknown'];

/** For a line with little room: who or which device first, then what the alarm said where the kind does not say it. */
export function shortDetailOf(incident: IncidentState, language: Language): string | null {
  const [alarm] = incident.alarms;
  const said = alarm && TELLING.includes(alarm.class) ? pick(alarm.title, language) : '';
  const news = [said, incident.title].filter((words) => words !== '');
  return news.length === 0 ? null : news.join(' · ');
}

/**
 * `#007` of `20261121-007` on its own day, `11-21 #007` on any other: serials begin again each day. `at` is the moment it is read
 * at, or the one beside which it stands.
 */
export function shortNumber({ number }: Pick<IncidentState, 'number'>, at: number): string {
  const [day = '', serial = ''] = number.split('-');
  const [year, month, date] = [day.slice(0, 4), day.slice(4, 6), day.slice(6)];
  const isItsDay = startOfDay(at) === new Date(Number(year), Number(month) - 1, Number(date)).getTime();
  return isItsDay ? `#${serial}` : `${month}-${date} #${serial}`;
}

export function placeName({ place }: IncidentState): string {
  return place.gridName ?? place.communityName ?? place.address;
}

/** How it stands for an officer: nobody has accepted it until a seat has, whoever the system has told meanwhile. */
export function standingPhase({ acknowledgedAt, closedAt, phase }: IncidentState): IncidentPhase {
  return acknowledgedAt === null && closedAt === null ? 'received' : phase;
}

const FURTHEST: readonly Dispatch['state'][] = ['notified', 'accepted', 'enRoute', 'onScene'];

/** Those on it now, the furthest first. */
export function activeDispatches({ dispatches }: Pick<IncidentState, 'dispatches'>): readonly Dispatch[] {
  return dispatches
    .filter(({ state }) => isActive(state))
    .toSorted((left, right) => FURTHEST.indexOf(right.state) - FURTHEST.indexOf(left.state));
}

/** One sentence for an incident no seat has accepted: whom the system has told, how they answered, and that nobody here has. */
export function unacceptedSentence(incident: IncidentState, { incident: text, words }: DeskText): string {
  const last = activeDispatches(incident)[0] ?? incident.dispatches.at(-1);
  if (!last) return text.unaccepted.nobodyTold;
  if (last.state === 'notified' && last.isAutomatic) return text.unaccepted.told(last.unitName);
  return text.unaccepted.unit(last.unitName, words.dispatchState[last.state]);
}
