/** The film of a subject: finds what it is made of in the journal and hands it to the pure fold (shared/domain/reviewFilm.ts). */
import { join } from 'node:path';
import { explainedScore } from '#main/core/drill/report.ts';
import { ScenarioStore } from '#main/core/drill/scenarioStore.ts';
import { BUILT_IN_SCENARIOS } from '#main/core/drill/scenarios/index.ts';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { type DrillState, evolveDrill } from '#shared/domain/drill.ts';
import { scoreTrace } from '#shared/domain/drillScore.ts';
import { DrillTrace } from '#shared/domain/drillTrace.ts';
import type { IncidentEventBody } from '#shared/domain/incident.ts';
import { type ReviewTarget, reviewStream, reviewTarget } from '#shared/domain/review.ts';
import { type FilmSource, filmOf } from '#shared/domain/reviewFilm.ts';
import { emptyDutyWorld, evolveDutyWorld } from '#shared/domain/shiftWorld.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { stationDay, stationDayTime } from '#shared/text/reviewTime.ts';
import type { ExplainedScore } from '#shared/wire/drill.ts';
import { REVIEW_SPAN_LONGEST_MS, type ReviewFilm } from '#shared/wire/review.ts';
import { arrivalsOf, type Gathered, gatherIncident, gatherStretch } from './gather.ts';
import type { ReviewThreadOptions } from './messages.ts';
import { Records } from './records.ts';

type Part = Pick<FilmSource, 'title' | 'span' | 'afterSeq' | 'injectTitles' | 'score'> & {
  readonly gathered: Gathered;
};

const UNKNOWN = refuse('unknownReview', '没有可以复盘的这个对象');
const NO_TITLES: ReadonlyMap<string, Bilingual> = new Map();

export class Films {
  readonly #options: ReviewThreadOptions;
  readonly #scenarios: ScenarioStore;
  readonly records: Records;

  constructor(options: ReviewThreadOptions) {
    this.#options = options;
    this.records = new Records(options.directory, options.snapshot);
    this.#scenarios = new ScenarioStore({
      folder: join(options.directory, 'scenarios'),
      builtIn: BUILT_IN_SCENARIOS,
      write: () => {
        throw new Error('a review writes no scenario');
      },
    });
  }

  close(): void {
    this.records.close();
  }

  /** Refused with `unknownReview`, and with `spanReversed` or `spanTooLong`. */
  film(subject: string, isDirecting: boolean): Result<ReviewFilm> {
    const target = reviewTarget(subject);
    const part = target ? this.#part(target, isDirecting) : UNKNOWN;
    if (!target || !part.ok) return part.ok ? UNKNOWN : part;
    const { gathered, ...facts } = part.value;
    const { station, realm } = this.#options;
    return ok(
      filmOf({
        ...{ subject, kind: target.kind, station, realm },
        ...facts,
        ...gathered,
        arrivals: arrivalsOf(this.records, gathered.incidents),
        marks: this.records.stream(reviewStream(subject)),
        hashOf: (seq) => this.records.past.hashOf(seq),
      }),
    );
  }

  #part(target: ReviewTarget, isDirecting: boolean): Result<Part> {
    switch (target.kind) {
      case 'incident':
        return this.#incident(target.id);
      case 'shift':
        return this.#shift(target.id);
      case 'drill':
        return this.#drill(target.id, isDirecting);
      case 'span':
        return this.#span(target.fromAt, target.toAt);
    }
  }

  #incident(id: string): Result<Part> {
    const gathered = gatherIncident(this.records, id);
    const opened = gathered?.incidents[0]?.[0];
    if (!gathered || !opened) return UNKNOWN;
    const { number, kind, title } = opened.body as IncidentEventBody['incident.opened'];
    const { zh, en } = INCIDENT_KIND_CATALOG[kind];
    const called = { zh: `${number} ${zh} ${title}`.trim(), en: `${number} ${en} ${title}`.trim() };
    return ok({ title: called, span: null, afterSeq: 0, injectTitles: NO_TITLES, score: null, gathered });
  }

  #shift(id: string): Result<Part> {
    const duty = emptyDutyWorld();
    const events = this.records.stream(`shift:${id}`);
    for (const event of events) evolveDutyWorld(duty, id, event);
    const shift = duty.shifts.get(id);
    if (!shift) return UNKNOWN;
    const began = shift.attendance.map(({ beganAt }) => beganAt);
    const ended = shift.attendance.flatMap(({ endedAt }) => endedAt ?? []);
    const headAt = this.#headAt();
    const isOver = ended.length === shift.attendance.length && headAt >= shift.endAt;
    const fromAt = Math.min(shift.startAt, ...began);
    const wantedAt = isOver ? Math.max(shift.endAt, ...ended) : headAt;
    const toAt = Math.max(fromAt, Math.min(wantedAt, fromAt + REVIEW_SPAN_LONGEST_MS));
    const day = stationDay(shift.startAt);
    const title = { zh: `${day} ${shift.name || '临时班次'}`, en: `${day} ${shift.name || 'unplanned shift'}` };
    return ok(this.#stretch(title, fromAt, toAt, isOver, wantedAt > toAt));
  }

  #span(fromAt: number, toAt: number): Result<Part> {
    if (fromAt > toAt) return refuse('spanReversed', '开始时间晚于结束时间');
    if (toAt - fromAt > REVIEW_SPAN_LONGEST_MS) return refuse('spanTooLong', '时段最长 1440 分钟');
    const span = `${stationDayTime(fromAt)} – ${stationDayTime(toAt)}`;
    return ok(this.#stretch({ zh: span, en: span }, fromAt, toAt, toAt <= this.#headAt(), false));
  }

  #drill(id: string, isDirecting: boolean): Result<Part> {
    const events = this.records.stream(`drill:${id}`);
    const drill = events.reduce<DrillState | null>(evolveDrill, null);
    const launched = events[0];
    if (!drill || !launched) return UNKNOWN;
    const untilSeq = drill.ended
      ? events.findLast(({ kind }) => kind === 'drill.ended')!.seq
      : this.records.past.headSeq;
    const toAt = drill.ended?.at ?? Math.max(drill.launchedAt, this.records.past.atOf(untilSeq) ?? 0);
    const gathered = gatherStretch(this.records, launched.seq - 1, untilSeq);
    const scenario = this.#scenarios.launched(drill.scenarioHash);
    const isTold = isDirecting || drill.ended !== null;
    return ok({
      title: drill.title,
      span: { fromAt: drill.launchedAt, toAt, isOver: drill.ended !== null },
      afterSeq: launched.seq - 1,
      injectTitles:
        isTold && scenario ? new Map(scenario.injects.map((inject) => [inject.id, inject.title])) : NO_TITLES,
      score: isTold && scenario ? this.#scoreOf(drill, scenario, launched.seq, untilSeq, toAt) : null,
      gathered,
    });
  }

  /** Folded as the running drill was, from its launch to its end, and by the script as it was launched. */
  #scoreOf(
    drill: DrillState,
    scenario: NonNullable<ReturnType<ScenarioStore['launched']>>,
    fromSeq: number,
    untilSeq: number,
    toAt: number,
  ): ExplainedScore {
    const trace = new DrillTrace(drill.id);
    for (const event of this.records.past.events(fromSeq - 1, untilSeq)) trace.fold(event);
    return explainedScore(drill, scenario, scoreTrace(scenario, trace, toAt));
  }

  #stretch(title: Bilingual, fromAt: number, toAt: number, isOver: boolean, isCut: boolean): Part {
    const { past } = this.records;
    const afterSeq = past.seqOf({ at: fromAt - 1 });
    const gathered = gatherStretch(this.records, afterSeq, past.seqOf({ at: toAt }));
    return {
      ...{ title, span: { fromAt, toAt, isOver }, afterSeq, injectTitles: NO_TITLES, score: null },
      gathered: { ...gathered, isCut: gathered.isCut || isCut },
    };
  }

  #headAt(): number {
    return this.records.past.atOf(this.records.past.headSeq) ?? 0;
  }
}
