/** Reports of citizens: how they are taken in, and what a seat does with them. What their reporters are told is in reportStages.ts. */
import type { Draft } from '#shared/domain/event.ts';
import { decideEvidence, evidenceKey } from '#shared/domain/evidence.ts';
import { emitter } from '#shared/domain/incident.ts';
import { INCIDENT_COMMAND_BODIES as INCIDENT_BODIES } from '#shared/domain/incidentCommands.ts';
import type { IncidentReporter } from '#shared/domain/incidentLife.ts';
import {
  type Attachment,
  decidePublicReport,
  type PictureReference,
  type PlaceOrigin,
  type PublicReport,
  publicReportStream,
  type ReportChannel,
  type ReportPlace,
} from '#shared/domain/publicReport.ts';
import {
  PUBLIC_REPORT_COMMAND_BODIES as BODIES,
  type PublicReportCommandBody,
} from '#shared/domain/publicReportCommands.ts';
import { corroborated, incidentsNear } from '#shared/domain/reportNear.ts';
import { plainText } from '#shared/kit/plainText.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { type CommandFamily, drafted, type ExecuteContext, handle, type Outcome } from './command.ts';
import { goesOnIn } from './mergeSplit.ts';
import { openIncident } from './openIncident.ts';

/** What the same sender adds within this belongs to what he sent before. */
const GOES_ON_MS = 10 * 60_000;
const TITLE_LENGTH = 120;

/** One message, as its door understood it. WGS-84; words are plain text. */
export interface IncomingReport {
  readonly channel: ReportChannel;
  readonly words: string;
  readonly isVoice: boolean;
  readonly place: {
    readonly lon: number;
    readonly lat: number;
    readonly origin: PlaceOrigin;
    readonly seenAt: number;
    /** As the sender or the QR code names it; empty: as the scene does. */
    readonly name: string;
  } | null;
  readonly pictures: readonly PictureReference[];
  /** Files that were uploaded with it. */
  readonly evidence: readonly string[];
  readonly sentAt: number | null;
  readonly reporter: IncidentReporter | null;
}

/** What becomes of a message: a report of its own, or more of one that waits. Decides on the world as it is now. */
export function decideIncoming(
  context: ExecuteContext,
  incoming: IncomingReport,
): Result<{ readonly reportId: string; readonly drafts: Draft[] }> {
  const { desk } = context;
  const place = placeOf(context, incoming);
  const earlier = goesOn(desk.world.field.publicReports.values(), incoming, desk.clock());
  const { channel, words, isVoice, pictures, sentAt, reporter } = incoming;
  const reportId = earlier?.id ?? desk.newId();
  const told = earlier
    ? decidePublicReport(earlier, {
        kind: 'add',
        added: {
          ...(words && { words, isVoice }),
          ...(improves(earlier, place) && { place }),
          ...(pictures.length > 0 && { pictures }),
        },
      })
    : decidePublicReport(undefined, {
        kind: 'receive',
        facts: { reportId, channel, words, isVoice, place, pictures, sentAt, reporter },
      });
  if (!told.ok) return told;
  const isWaiting = earlier === undefined || (earlier.state === 'waiting' && improves(earlier, place));
  const known = { at: desk.clock(), place, detachedFrom: earlier?.detachedFrom ?? [] };
  const joined = isWaiting ? corroborate(context, reportId, words || (earlier?.words ?? ''), known) : [];
  const subject = { kind: 'publicReport', id: reportId } as const;
  const added = incoming.evidence.flatMap((hash) => {
    const evidence = decideEvidence([], subject, context.field.evidence(hash), { at: desk.clock(), place: null });
    return evidence.ok ? evidence.value : [];
  });
  return ok({ reportId, drafts: [...told.value, ...joined, ...added] });
}

function placeOf({ locate }: ExecuteContext, { place }: IncomingReport): ReportPlace | null {
  if (!place) return null;
  const { lon, lat, origin, seenAt, name } = place;
  const { addressEn, ...found } = locate(lon, lat);
  // A person's own words for where it is stand alike in every language.
  if (name) return { ...found, address: name, origin, seenAt };
  return { ...found, ...(addressEn !== undefined && { addressEn }), origin, seenAt };
}

/** Where he says he is counts for more than where his phone was last. */
const improves = ({ place: known }: PublicReport, place: ReportPlace | null) =>
  place !== null && (known === null || (known.origin === 'lastKnown' && place.origin === 'sent'));

/** The report this one only completes: the same sender's, minutes ago, and of another sort than what he has said already. */
function goesOn(
  reports: Iterable<PublicReport>,
  { channel, words, place, pictures, reporter }: IncomingReport,
  now: number,
): PublicReport | undefined {
  if (channel !== 'wechat' || !reporter?.ref) return undefined;
  const lasting = [...reports].findLast(
    (report) =>
      report.channel === channel && report.reporter?.ref === reporter.ref && now - report.heardAt <= GOES_ON_MS,
  );
  if (!lasting || lasting.state === 'setAside') return undefined;
  if (words) return lasting.words === '' && lasting.state === 'waiting' ? lasting : undefined;
  if (place?.origin === 'sent') return lasting.place === null || lasting.place.origin !== 'sent' ? lasting : undefined;
  return pictures.length > 0 ? lasting : undefined;
}

/** Corroboration, never identity: the report stays what it is, says why it is there, and is taken off again by one key. */
function corroborate(
  { desk }: ExecuteContext,
  reportId: string,
  words: string,
  report: Parameters<typeof incidentsNear>[0],
): Draft[] {
  const near = corroborated(incidentsNear(report, desk.world.incidents.values()));
  if (!near) return [];
  const attachment = { isAutomatic: true, distanceM: near.distanceM, apartMs: near.apartMs };
  return attached(reportId, words, near.incidentId, attachment);
}

function attached(reportId: string, words: string, incidentId: string, attachment: Attachment): Draft[] {
  const line = { reportId, words: plainText(words, TITLE_LENGTH), attachment };
  return [
    {
      stream: publicReportStream(reportId),
      kind: 'publicReport.attached',
      body: { reportId, incidentId, attachment },
    },
    emitter(incidentId)('incident.reportAttached', line),
  ];
}

export const publicReportCommands: CommandFamily = {
  'publicReport.open': handle(BODIES['publicReport.open'], open),
  'publicReport.attach': handle(BODIES['publicReport.attach'], attach),
  'publicReport.detach': handle(BODIES['publicReport.detach'], ({ desk }, { reportId }) => {
    const report = desk.world.field.publicReports.get(reportId);
    const decided = decidePublicReport(report, { kind: 'detach' });
    if (!decided.ok || !report?.incidentId) return drafted(decided);
    const incident = desk.world.incidents.get(report.incidentId);
    const line = incident ? [emitter(incident.id)('incident.reportDetached', { reportId })] : [];
    return ok({ drafts: [...decided.value, ...line], reportId });
  }),
  'publicReport.setAside': handle(BODIES['publicReport.setAside'], ({ desk }, { reportId, reason, note }) =>
    drafted(decidePublicReport(desk.world.field.publicReports.get(reportId), { kind: 'setAside', reason, note }), {
      reportId,
    }),
  ),
  'publicReport.answer': handle(BODIES['publicReport.answer'], ({ desk }, { reportId, text }) =>
    drafted(
      decidePublicReport(desk.world.field.publicReports.get(reportId), {
        ...{ kind: 'queueReply', stage: 'answer' },
        ...{ replyId: desk.newId(), text, now: desk.clock() },
      }),
      { reportId },
    ),
  ),
};

/** The incident stands where the report says, in the citizen's words, and its pictures go with it. */
function open(context: ExecuteContext, body: PublicReportCommandBody<'publicReport.open'>): Result<Outcome> {
  const { desk } = context;
  const { reportId, kind, title } = body;
  const report = desk.world.field.publicReports.get(reportId);
  if (!report) return refuse('unknownReport', '没有这条上报');
  const lon = body.lon ?? report.place?.lon;
  const lat = body.lat ?? report.place?.lat;
  if (lon === undefined || lat === undefined) return refuse('placeNeeded', '该上报没有位置，请先在图上指定');
  const isItsOwn = lon === report.place?.lon && lat === report.place.lat;
  const opened = openIncident(
    context,
    INCIDENT_BODIES['incident.open'].parse({
      ...{ kind, lon, lat, title: title || plainText(report.words, TITLE_LENGTH) },
      address: (body.address || (isItsOwn && report.place?.origin === 'point' ? report.place.address : '')).slice(
        0,
        200,
      ),
      ...{ source: report.channel, callerWords: report.words.slice(0, 1_000) },
    }),
    { receivedAt: report.at, reporter: report.reporter },
  );
  if (!opened.ok) return opened;
  const { incidentId } = opened.value;
  const settled = decidePublicReport(report, { kind: 'open', incidentId });
  if (!settled.ok) return settled;
  return ok({
    drafts: [...opened.value.drafts, ...settled.value, ...carried(context, reportId, incidentId)],
    ...{ incidentId, reportId },
  });
}

function attach(context: ExecuteContext, body: PublicReportCommandBody<'publicReport.attach'>): Result<Outcome> {
  const { desk } = context;
  const { reportId } = body;
  const report = desk.world.field.publicReports.get(reportId);
  if (!report) return refuse('unknownReport', '没有这条上报');
  const incident = goesOnIn(desk.world, body.incidentId);
  if (!incident) return refuse('unknownIncident', '没有这起事件');
  if (incident.closedAt !== null) return refuse('incidentClosed', '事件已结案');
  const near = incidentsNear({ ...report, detachedFrom: [] }, [incident])[0];
  const attachment: Attachment = {
    isAutomatic: false,
    distanceM: near?.distanceM ?? null,
    apartMs: near?.apartMs ?? null,
  };
  const settled = decidePublicReport(report, { kind: 'attach', incidentId: incident.id, attachment });
  if (!settled.ok) return settled;
  return ok({
    drafts: [...attached(reportId, report.words, incident.id, attachment), ...carried(context, reportId, incident.id)],
    ...{ incidentId: incident.id, reportId },
  });
}

function carried({ desk }: ExecuteContext, reportId: string, incidentId: string): Draft[] {
  const { evidence } = desk.world.field;
  const subject = { kind: 'incident', id: incidentId } as const;
  const there = evidence.get(evidenceKey(subject)) ?? [];
  const held = evidence.get(evidenceKey({ kind: 'publicReport', id: reportId })) ?? [];
  return held.flatMap(({ at, place, recordedAt, by, ...file }) => {
    const added = decideEvidence(there, subject, file, { at, place });
    return added.ok ? added.value : [];
  });
}
