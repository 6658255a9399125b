/**
 * What lies on the time line of a film: lanes of bars and ticks on its one clock, in the reader's language. Pure: how many pixels
 * that is, is the time line's own affair (timeScale.ts).
 */
import { UNIT_KIND_NAMES } from '#shared/catalog/unitKinds.ts';
import { type Language, pick } from '#shared/text/language.ts';
import { reviewWindowText } from '#shared/text/reviewWindow.ts';
import { actorName } from '#shared/text/system.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import type {
  ReviewDispatch,
  ReviewEntry,
  ReviewEvidence,
  ReviewFilm,
  ReviewIncident,
  ReviewInterval,
  ReviewMark,
  ReviewSeat,
} from '#shared/wire/review.ts';
import { trackPlans } from './filmTracks.ts';
import { shortNumberOf } from './names.ts';
import { packRows } from './packRows.ts';

export type LaneTone = 'good' | 'warn' | 'bad' | 'info' | 'faint' | 'plain' | 'mark' | 'replay';
export type LaneGroup = 'marks' | 'entries' | 'incidents' | 'intervals' | 'units' | 'seats' | 'evidence';

export interface LaneBar {
  readonly id: string;
  readonly fromAt: number;
  readonly toAt: number;
  /** From the top, 0 first. */
  readonly row: number;
  readonly tone: LaneTone;
  /** Written in it where there is room. */
  readonly label: string;
  /** All of it, for whoever points at it or cannot see it. */
  readonly title: string;
}

export interface LaneTick {
  readonly id: string;
  readonly at: number;
  readonly tone: LaneTone;
  readonly title: string;
  /** A letter instead of a line. */
  readonly mark: string;
}

/** Where a limit runs out. */
export interface LaneLimit {
  readonly at: number;
  readonly title: string;
}

export interface Lane {
  readonly id: string;
  readonly group: LaneGroup;
  readonly name: string;
  /** Stands after the name: how long it took, how many there are. */
  readonly aside: string;
  readonly isLate: boolean;
  /** Whom its name stands for: a click on it goes there. Null: nobody in particular. */
  readonly about: { readonly kind: 'unit' | 'incident'; readonly id: string } | null;
  /** Which way on the map is this unit's, by its place among them; null: none. */
  readonly trackIndex: number | null;
  readonly rows: number;
  readonly bars: readonly LaneBar[];
  readonly ticks: readonly LaneTick[];
  readonly limits: readonly LaneLimit[];
}

const EMPTY = { aside: '', isLate: false, about: null, trackIndex: null, rows: 1, bars: [], ticks: [], limits: [] };

/** `focusId`: the incident whose six times and units are spread out; null: all incidents, a lane for each. */
export function lanesOf(film: ReviewFilm, focusId: string | null, language: Language): readonly Lane[] {
  const focus = film.incidents.find(({ id }) => id === focusId);
  const trackOf = new Map(trackPlans(film, focusId).map(({ unitId }, index) => [unitId, index]));
  return [
    marksLane(film, language),
    entriesLane(film, focus ?? null, language),
    ...(film.evidence.length > 0 ? [evidenceLane(film, language)] : []),
    ...(focus ? [] : film.incidents.map((incident) => incidentLane(film, incident, language))),
    ...(focus ? focus.intervals.map((interval) => intervalLane(film, interval, language)) : []),
    ...(focus
      ? focus.dispatches.map((dispatch) => ({
          ...unitLane(film, dispatch, language),
          trackIndex: trackOf.get(dispatch.unitId) ?? null,
        }))
      : []),
    ...film.seats.map((seat) => seatLane(film, seat, language)),
  ];
}

function marksLane({ marks }: ReviewFilm, language: Language): Lane {
  const text = reviewWindowText[language];
  return {
    ...EMPTY,
    ...{ id: 'marks', group: 'marks', name: text.lane.marks, aside: marks.length > 0 ? String(marks.length) : '' },
    ticks: marks.map(({ id, at, kind, text: words, by }) => ({
      ...{ id, at, tone: 'mark' as const, mark: MARK_SIGNS[kind] },
      title: `${text.markKind[kind]}：${words} (${actorName(by, language)})`,
    })),
  };
}

/** What says that something went wrong or rose. */
const LOUD = /\.(clockMissed|limitMissed|escalated|noticeExhausted|linkSilent|transferOverdue|urgeOverdue)$/;
const TURNS = /\.(opened|acknowledged|dispatched|closed|reopened|launched|ended)$/;

function entriesLane({ entries }: ReviewFilm, focus: ReviewIncident | null, language: Language): Lane {
  const shown = focus ? entries.filter(({ incidentId }) => incidentId === null || incidentId === focus.id) : entries;
  return {
    ...EMPTY,
    ...{ id: 'entries', group: 'entries', name: reviewWindowText[language].lane.entries, aside: String(shown.length) },
    ticks: shown.map(({ seq, at, kind, sentence }) => ({
      id: `entry:${seq}`,
      ...{ at, mark: '', title: pick(sentence, language), tone: toneOfEntry(kind) },
    })),
  };
}

function toneOfEntry(kind: ReviewEntry['kind']): LaneTone {
  if (LOUD.test(kind)) return 'bad';
  return TURNS.test(kind) ? 'info' : 'plain';
}

function incidentLane(film: ReviewFilm, incident: ReviewIncident, language: Language): Lane {
  const late = incident.intervals.filter(({ state }) => state === 'late');
  const text = reviewWindowText[language];
  const name = shortNumberOf(incident.number);
  const toAt = incident.closedAt ?? film.toAt;
  return {
    ...EMPTY,
    ...{ id: `incident:${incident.id}`, group: 'incidents', name, isLate: late.length > 0 },
    about: { kind: 'incident', id: incident.id },
    aside: late.map((one) => text.interval[one.name]).join(language === 'en' ? ', ' : '、'),
    bars: [
      {
        ...{ id: incident.id, fromAt: incident.receivedAt, toAt, row: 0 },
        ...{ tone: incident.closedAt === null ? ('info' as const) : ('faint' as const), label: incident.title },
        title: `${incident.number} ${incident.title}`,
      },
    ],
    ticks: incident.intervals
      .filter(({ toAt: endedAt, name: interval }) => endedAt !== null && interval !== 'detect')
      .map((interval) => ({
        id: `${incident.id}:${interval.name}`,
        ...{ at: interval.toAt!, mark: '', tone: interval.state === 'late' ? ('bad' as const) : ('good' as const) },
        title: `${text.interval[interval.name]} ${lasted(interval, language)}`,
      })),
  };
}

/** In its limit, and beyond it in another colour; the limit itself is a mark of its own. */
function intervalLane(film: ReviewFilm, interval: ReviewInterval, language: Language): Lane {
  const text = reviewWindowText[language];
  const { name, fromAt, state, limitMs } = interval;
  const words = lasted(interval, language);
  const lane: Lane = {
    ...EMPTY,
    ...{
      id: `interval:${name}`,
      group: 'intervals',
      name: text.interval[name],
      aside: words,
      isLate: state === 'late',
    },
  };
  if (fromAt === null || state === 'none') return lane;
  const toAt = interval.toAt ?? film.toAt;
  const limitAt = limitMs === null ? null : fromAt + limitMs;
  const inTimeTo = limitAt === null ? toAt : Math.min(toAt, limitAt);
  const title = `${text.interval[name]} ${words}`;
  const bars: LaneBar[] = [
    {
      ...{ id: `${name}:in`, fromAt, toAt: inTimeTo, row: 0, label: '', title },
      tone: state === 'running' ? 'info' : limitAt === null ? 'plain' : 'good',
    },
  ];
  // Whatever is told in time may have taken longer (closing: feedback keeps the limit).
  if (toAt > inTimeTo)
    bars.push({
      ...{ id: `${name}:over`, fromAt: inTimeTo, toAt, row: 0, title },
      ...{ tone: state === 'late' ? ('bad' as const) : ('faint' as const) },
      label: state === 'late' ? text.over(formatClockSpan(toAt - inTimeTo)) : '',
    });
  const limits = limitAt === null ? [] : [{ at: limitAt, title: text.limit(formatClockSpan(limitMs!)) }];
  return { ...lane, bars, limits };
}

/** `0:42`, `0:42 超 …`; what has not ended says so. */
function lasted({ tookMs, state, fromAt }: ReviewInterval, language: Language): string {
  const text = reviewWindowText[language];
  if (fromAt === null || state === 'none') return '—';
  return tookMs === null ? text.intervalState[state] : formatClockSpan(tookMs);
}

function unitLane(film: ReviewFilm, dispatch: ReviewDispatch, language: Language): Lane {
  const text = reviewWindowText[language];
  const { notifiedAt, acceptedAt, departedAt, arrivedAt, endedAt, unitId, unitName, unitKind } = dispatch;
  const endAt = endedAt ?? film.toAt;
  const steps = [
    { at: notifiedAt, part: 'told', tone: 'warn' },
    { at: acceptedAt, part: 'accepted', tone: 'plain' },
    { at: departedAt, part: 'under way', tone: 'info' },
    { at: arrivedAt, part: 'on scene', tone: 'good' },
  ] as const;
  const reached = steps.filter((step): step is (typeof steps)[number] & { at: number } => step.at !== null);
  return {
    ...EMPTY,
    ...{ id: `unit:${dispatch.dispatchId}`, group: 'units', name: unitName },
    about: { kind: 'unit', id: unitId },
    aside: arrivedAt === null ? '' : formatClockSpan(arrivedAt - notifiedAt),
    bars: reached.map(({ at, part, tone }, index) => ({
      ...{ id: `${dispatch.dispatchId}:${part}`, row: 0, tone, fromAt: at },
      toAt: reached[index + 1]?.at ?? Math.max(at, endAt),
      label: text.unitPart[part],
      title: `${unitName} (${pick(UNIT_KIND_NAMES[unitKind], language)}) ${text.unitPart[part]}`,
    })),
  };
}

function seatLane(film: ReviewFilm, { personId, name, looks, actions }: ReviewSeat, language: Language): Lane {
  const text = reviewWindowText[language];
  const spans = looks.map(({ fromAt, toAt }) => ({ fromAt, toAt: toAt ?? film.toAt }));
  const rows = packRows(spans);
  const bars = looks.map(({ sight }, index): LaneBar => {
    const named =
      sight.kind === 'incident'
        ? text.sight.incident(shortNumberOf(sight.number))
        : sight.kind === 'camera'
          ? text.sight.camera(sight.name)
          : text.sight.nothing;
    const tone = sight.kind === 'incident' ? 'info' : sight.kind === 'camera' ? 'replay' : 'faint';
    const label = sight.kind === 'nothing' ? '' : sight.kind === 'camera' ? sight.name : named;
    return {
      id: `${personId}:${index}`,
      ...spans[index]!,
      row: rows[index]!,
      tone,
      label,
      title: `${name} · ${named}`,
    };
  });
  return {
    ...EMPTY,
    ...{
      id: `seat:${personId}`,
      group: 'seats',
      name: actorName(name, language),
      rows: Math.max(1, ...rows.map((row) => row + 1)),
    },
    aside: actions.length > 0 ? String(actions.length) : '',
    bars,
    ticks: actions.map(({ seq, at, sentence }) => ({
      ...{ id: `act:${seq}`, at, mark: '', tone: 'plain' as const, title: pick(sentence, language) },
    })),
  };
}

function evidenceLane({ evidence }: ReviewFilm, language: Language): Lane {
  const text = reviewWindowText[language];
  const titleOf = ({ kind, source, by }: ReviewEvidence) =>
    [text.evidenceKind[kind], source, actorName(by, language)].filter(Boolean).join(' · ');
  const lasting = evidence.filter(({ durationMs }) => durationMs !== null && durationMs > 0);
  const spans = lasting.map(({ at, durationMs }) => ({ fromAt: at, toAt: at + durationMs! }));
  const rows = packRows(spans);
  return {
    ...EMPTY,
    ...{ id: 'evidence', group: 'evidence', name: text.lane.evidence, aside: String(evidence.length) },
    rows: Math.max(1, ...rows.map((row) => row + 1)),
    bars: lasting.map((item, index) => ({
      ...{ id: `evidence:${item.seq}`, ...spans[index]!, row: rows[index]!, tone: 'replay' as const },
      ...{ label: text.evidenceKind[item.kind], title: titleOf(item) },
    })),
    ticks: evidence
      .filter((item) => !lasting.includes(item))
      .map((item) => ({
        ...{ id: `evidence:${item.seq}`, at: item.at, tone: 'replay' as const, title: titleOf(item) },
        mark: EVIDENCE_MARKS[item.kind],
      })),
  };
}

/** Shapes that are told apart at twelve pixels. */
export const MARK_SIGNS: Readonly<Record<ReviewMark['kind'], string>> = { bookmark: '◆', comment: '✎' };
const EVIDENCE_MARKS: Readonly<Record<ReviewEvidence['kind'], string>> = {
  ...{ snapshot: '◉', photo: '▣', clip: '▶', voice: '♪', call: '☎' },
};
