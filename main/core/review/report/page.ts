/** The report of a film as one page: no script, no link, nothing fetched. Same film, same tracks, same pictures: same bytes. */
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { UNIT_KIND_NAMES } from '#shared/catalog/unitKinds.ts';
import { onTimeOf } from '#shared/domain/reviewIntervals.ts';
import { pick } from '#shared/text/language.ts';
import { reviewReportText } from '#shared/text/reviewReport.ts';
import { formatTook, stationDayTime, stationTime } from '#shared/text/reviewTime.ts';
import { actorName } from '#shared/text/system.ts';
import { words } from '#shared/text/words.ts';
import type { ReviewDecision, ReviewFilm, ReviewIncident, ReviewLanguage, ReviewSeat } from '#shared/wire/review.ts';
import { LEVEL_NUMERALS } from './mapPicture.ts';
import { type Cell, html, joined, type Markup, quiet, section, table, text } from './markup.ts';
import { STYLE } from './style.ts';

export interface ReportParts {
  readonly film: ReviewFilm;
  readonly language: ReviewLanguage;
  /** By incident: overview, the scene itself, and whose letters they are. Absent: not drawn. */
  readonly maps: ReadonlyMap<string, { readonly pictures: readonly Markup[]; readonly letters: readonly string[] }>;
  readonly mapsDrawn: number;
  readonly hasGround: boolean;
  /** Small pictures as `data:` addresses, by hash. */
  readonly pictures: ReadonlyMap<string, string>;
}

export function reportPage(parts: ReportParts): string {
  const { film, language } = parts;
  const say = reviewReportText[language];
  const title = pick(film.title, language);
  const head = html`<div class="head"><span>${film.station.name}</span><span>${say.kind[film.kind]}${film.realm === 'drill' ? ` · ${say.drill}` : ''}</span></div>`;
  const foot = html`<div class="foot">${say.madeFrom(film.journal.fromSeq, film.journal.toSeq)} <span class="hash">${film.journal.hash}</span></div>`;
  const body = joined([
    html`<h1>${title}</h1>`,
    film.realm === 'drill' ? html`<p class="drill">${say.drillNote}</p>` : text(''),
    summary(parts),
    ...film.incidents.map((incident) => incidentPart(incident, parts)),
    decisions(parts),
    timeline(parts),
    seats(parts),
    evidence(parts),
    score(parts),
    marks(parts),
  ]);
  const over = film.realm === 'drill' ? html`<div class="over"><span>${say.drill}</span></div>` : text('');
  const page = html`<html lang="${language}"><head><meta charset="utf-8"><meta name="made-at" content="${film.toAt}"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><title>${say.kind[film.kind]} ${title}</title>${{ html: `<style>${STYLE}</style>` }}</head><body>${over}<table class="sheet"><thead><tr><td>${head}</td></tr></thead><tfoot><tr><td>${foot}</td></tr></tfoot><tbody><tr><td>${body}</td></tr></tbody></table></body></html>`;
  return `<!doctype html>${page.html}\n`;
}

function summary({ film, language }: ReportParts): Markup {
  const say = reviewReportText[language];
  const { met, of } = onTimeOf(film.incidents);
  const facts: (readonly [string, string])[] = [
    [say.span, `${stationDayTime(film.fromAt)} – ${stationDayTime(film.toAt)}`],
    [say.incidents, String(film.incidents.length)],
    [say.sent, String(sentOf(film))],
    [say.section.intervals, say.onTime(met, of)],
    ...(film.score ? ([[say.section.score, scoreLine(film.score, say)]] as const) : []),
  ];
  const notes = [say.zone, ...(film.isOver ? [] : [say.goesOn]), ...(film.isCut ? [say.cut] : [])];
  const rows = joined(facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`));
  return section(say.section.summary, html`<dl>${rows}</dl>${joined(notes.map(quiet))}`);
}

/** Who makes a notice his own decides again, and sends nobody twice. */
const sentOf = ({ decisions }: ReviewFilm): number => new Set(decisions.map(({ chosen }) => chosen.dispatchId)).size;

const scoreLine = (
  { points, worth, possible }: NonNullable<ReviewFilm['score']>,
  say: (typeof reviewReportText)[ReviewLanguage],
) => say.scored(points, worth, possible);

function incidentPart(incident: ReviewIncident, parts: ReportParts): Markup {
  const { language, maps, film } = parts;
  const say = reviewReportText[language];
  const { number, kind, level, title, place, isSilent, closeReason } = incident;
  const map = maps.get(incident.id);
  const where = (language === 'en' && place.addressEn) || place.address;
  const result = closeReason === null ? say.open : words[language].closeReason[closeReason];
  const facts = [
    [say.head.level, `${say.level(LEVEL_NUMERALS[level])}${isSilent ? ` · ${say.silent}` : ''}`],
    [say.head.where, [where, place.gridName, place.communityName].filter(Boolean).join(' · ')],
    [say.head.result, result],
  ] as const;
  const { intervals, renewals } = incident;
  const times = [...intervals, ...renewals].map((interval): Cell[] => [
    renewals.includes(interval) ? say.answerAgain : say.interval[interval.name],
    timeOf(interval.fromAt),
    timeOf(interval.toAt),
    interval.tookMs === null ? '' : formatTook(interval.tookMs, language),
    interval.limitMs === null ? '' : formatTook(interval.limitMs, language),
    stateCell(interval.state, say),
    pick(interval.source, language),
  ]);
  const bands = incident.bands.map((band): Cell[] => [
    pick(band.label, language),
    formatTook(band.seconds * 1_000, language),
    band.tookMs === null ? '' : formatTook(band.tookMs, language),
    stateCell(band.state, say),
  ]);
  const { head } = say;
  const pictures = map
    ? joined(map.pictures.map((picture, index) => figure(picture, index, map.letters, say)))
    : text('');
  const isUndrawn = !map && film.incidents.indexOf(incident) === parts.mapsDrawn && parts.hasGround;
  return html`<section class="incident"><h2>${number} ${pick(INCIDENT_KIND_CATALOG[kind], language)} ${title}</h2><dl>${joined(
    facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`),
  )}</dl><h3>${say.section.intervals}</h3>${table([head.interval, head.from, head.to, head.took, head.limit, head.state, head.source], times)}${
    bands.length > 0 ? table([head.band, head.limit, head.took, head.state], bands) : text('')
  }<h3>${say.section.map}</h3>${parts.hasGround ? pictures : quiet(say.noMap)}${isUndrawn ? quiet(say.mapsCut(parts.mapsDrawn)) : text('')}</section>`;
}

type Say = (typeof reviewReportText)[ReviewLanguage];

/** Never broken into two lines. */
const timeOf = (at: number | null): Markup =>
  at === null ? text('') : html`<span class="at">${stationTime(at)}</span>`;
const stateCell = (state: ReviewIncident['intervals'][number]['state'], say: Say): Markup =>
  html`<span class="${state === 'late' ? 'late' : 'fine'}">${say.state[state]}</span>`;

function figure(picture: Markup, index: number, letters: readonly string[], say: Say): Markup {
  const title = index === 0 ? say.overview : say.close;
  return html`<figure>${picture}<figcaption>${[title, say.legend, ...letters].join(say.gap)}</figcaption></figure>`;
}

function decisions({ film, language }: ReportParts): Markup {
  const say = reviewReportText[language];
  const { head } = say;
  const numbers = new Map(film.incidents.map(({ id, number }) => [id, number]));
  const rows = film.decisions.map((decision): Cell[] => {
    const { at, by, isAutomatic, chosen, isFirst, reason } = decision;
    const unit = say.unit(chosen.unitName, pick(UNIT_KIND_NAMES[chosen.unitKind], language));
    const place = isFirst ? say.first : decision.rank === null ? say.notAmong : say.other(String(decision.rank));
    const why = isFirst || isAutomatic ? (reason ?? '') : (reason ?? say.noReason);
    return [
      html`${timeOf(at)} ${film.incidents.length > 1 ? (numbers.get(decision.incidentId) ?? '') : ''}`,
      recommended(decision, language),
      html`${unit}<br>${etaOf(chosen.etaSeconds, chosen.routeM, language)}<br>${place}`,
      html`${why}<br><span class="quiet">${isAutomatic ? say.automatic : `${actorName(by, language)} · ${say.byHand}`}</span>`,
    ];
  });
  return section(
    say.section.decisions,
    rows.length > 0 ? table([head.time, head.recommended, head.chosen, head.reason], rows) : quiet(say.none.decisions),
  );
}

function etaOf(etaSeconds: number | null, routeM: number | null, language: ReviewLanguage): string {
  const say = reviewReportText[language];
  return [
    etaSeconds === null ? say.unknownEta : say.eta(formatTook(etaSeconds * 1_000, language)),
    ...(routeM === null ? [] : [say.metres(routeM)]),
  ].join(' · ');
}

function recommended({ recommended: candidates, recommendedWhen }: ReviewDecision, language: ReviewLanguage): Markup {
  const say = reviewReportText[language];
  if (candidates.length === 0) return text(say.nobody);
  const lines = candidates.map(
    ({ name, etaSeconds, routeM, reasons }, index) =>
      html`<div>${index + 1}. ${say.candidate(name, [etaOf(etaSeconds, routeM, language), ...reasons.map((reason) => pick(reason, language))])}</div>`,
  );
  return html`<span class="quiet">${recommendedWhen === 'then' ? say.atSending : say.opening}</span>${joined(lines)}`;
}

function timeline({ film, language }: ReportParts): Markup {
  const say = reviewReportText[language];
  const rows = film.entries.map(({ at, sentence, by, times }): Cell[] => [
    timeOf(at),
    `${pick(sentence, language)}${times > 1 ? ` ×${times}` : ''}`,
    actorName(by, language),
  ]);
  const { head } = say;
  return section(
    say.section.timeline,
    rows.length > 0 ? table([head.time, head.what, head.by], rows) : quiet(say.none.timeline),
  );
}

function seats({ film, language }: ReportParts): Markup {
  const say = reviewReportText[language];
  const parts = film.seats.map((seat) => seatPart(seat, language));
  return section(say.section.seats, parts.length > 0 ? joined(parts) : quiet(say.none.seats));
}

function seatPart({ name, machine, looks, actions }: ReviewSeat, language: ReviewLanguage): Markup {
  const say = reviewReportText[language];
  const saw = looks.map(({ fromAt, toAt, sight }) => {
    const what = sight.kind === 'incident' ? sight.number : sight.kind === 'camera' ? sight.name : say.nothing;
    const end = toAt === null ? '' : say.until(stationTime(toAt));
    return { at: fromAt, cells: [timeOf(fromAt), say.looking, `${what} ${end}`.trim()] };
  });
  const did = actions.map(({ at, sentence }) => ({ at, cells: [timeOf(at), say.did, pick(sentence, language)] }));
  const rows = [...saw, ...did].sort((one, other) => one.at - other.at).map(({ cells }) => cells);
  const { head } = say;
  return html`<h3>${actorName(name, language)}${machine === null ? '' : ` · ${machine}`}</h3>${table([head.time, head.kind, head.what], rows)}`;
}

function evidence({ film, language, pictures }: ReportParts): Markup {
  const say = reviewReportText[language];
  const { head } = say;
  const rows = film.evidence.map(({ at, kind, sha256, by, source, durationMs, bytes }): Cell[] => [
    timeOf(at),
    `${say.evidence[kind]}${durationMs === null ? '' : ` ${formatTook(durationMs, language)}`}`,
    [source, actorName(by, language)].filter(Boolean).join(' · '),
    html`<span class="hash">${sha256}</span><br>${Math.ceil(bytes / 1_024)} KiB · ${pictures.has(sha256) ? '' : say.notShown}`,
  ]);
  if (rows.length === 0) return section(say.section.evidence, quiet(say.none.evidence));
  const shown = film.evidence.flatMap(({ sha256, at, source }) => {
    const data = pictures.get(sha256);
    return data === undefined
      ? []
      : [
          html`<figure><img src="${data}" alt=""><figcaption>${stationTime(at)} ${source} ${sha256.slice(0, 12)}</figcaption></figure>`,
        ];
  });
  const gallery = shown.length > 0 ? html`<div class="pictures">${joined(shown)}</div>` : text('');
  return section(say.section.evidence, html`${table([head.time, head.kind, head.by, head.file], rows)}${gallery}`);
}

function score({ film, language }: ReportParts): Markup {
  if (!film.score) return text('');
  const say = reviewReportText[language];
  const rows = film.score.lines.map(({ sentence, points, worth }): Cell[] => [
    pick(sentence, language),
    `${points} / ${worth}`,
  ]);
  return section(
    say.section.score,
    html`<p><strong>${scoreLine(film.score, say)}</strong></p>${table([say.head.line, say.head.points], rows)}`,
  );
}

function marks({ film, language }: ReportParts): Markup {
  const say = reviewReportText[language];
  const rows = film.marks.map(({ at, kind, text: said, by, editedAt }): Cell[] => [
    timeOf(at),
    kind === 'bookmark' ? say.bookmark : say.comment,
    `${said}${editedAt === null ? '' : say.edited}`,
    actorName(by, language),
  ]);
  const { head } = say;
  return section(
    say.section.marks,
    rows.length > 0 ? table([head.time, head.kind, head.text, head.by], rows) : quiet(say.none.marks),
  );
}
