/** What goes between desk and field besides orders: messages, evidence, reports of what somebody saw. */

import type { Draft } from '#shared/domain/event.ts';
import { decideEvidence, type EvidenceSubject, evidenceKey } from '#shared/domain/evidence.ts';
import { decideFieldReport } from '#shared/domain/fieldReport.ts';
import { INCIDENT_COMMAND_BODIES as INCIDENT_BODIES } from '#shared/domain/incidentCommands.ts';
import { decideMessage } from '#shared/domain/message.ts';
import { TASK_COMMAND_BODIES as BODIES, type TaskCommandBody } from '#shared/domain/taskCommands.ts';
import type { World } from '#shared/domain/world.ts';
import { plainText } from '#shared/kit/plainText.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { unitsMeantBy } from './audience.ts';
import { type CommandFamily, drafted, type ExecuteContext, handle, type Outcome, type Sender } from './command.ts';
import { openIncident } from './openIncident.ts';

export const fieldWordCommands: CommandFamily = {
  'message.send': handle(BODIES['message.send'], send),
  'message.broadcast': handle(BODIES['message.broadcast'], broadcast),
  'message.mark': handle(BODIES['message.mark'], ({ desk }, { unitId, upTo, as }, { units }) => {
    if (units && !units.has(unitId)) return notYours(unitId);
    const from = units ? 'desk' : 'unit';
    return drafted(decideMessage(desk.world.field.threads.get(unitId), { kind: 'mark', upTo, from, as }));
  }),
  'evidence.add': handle(BODIES['evidence.add'], addEvidence),
  'field.report': handle(BODIES['field.report'], report),
  'fieldReport.open': handle(BODIES['fieldReport.open'], openReport),
  'fieldReport.dismiss': handle(BODIES['fieldReport.dismiss'], ({ desk }, { reportId, reason }) =>
    drafted(decideFieldReport(desk.world.field.reports.get(reportId), { kind: 'dismiss', reason }), { reportId }),
  ),
};

const notYours = (unitId: string) => refuse('notYourUnit', `本终端不代表 ${unitId}`);

function send(
  { desk }: ExecuteContext,
  { unitIds, text }: TaskCommandBody<'message.send'>,
  { units }: Sender,
): Result<Outcome> {
  const drafts: Draft[] = [];
  for (const unitId of new Set(unitIds)) {
    if (!desk.world.units.has(unitId)) return refuse('unknownUnit', `没有登记力量 ${unitId}`);
    if (units && !units.has(unitId)) return notYours(unitId);
    const message = { unitId, messageId: desk.newId(), from: units ? 'unit' : 'desk', text } as const;
    const sent = decideMessage(desk.world.field.threads.get(unitId), { kind: 'send', ...message });
    if (!sent.ok) return sent;
    drafts.push(...sent.value);
  }
  return ok({ drafts });
}

/** So many threads at once; more is an area too wide to be looked over. */
const RECEIVERS = 500;

/** Whom it means is settled now, once: who comes into the area later has not been told. */
function broadcast(context: ExecuteContext, { audience, text }: TaskCommandBody<'message.broadcast'>): Result<Outcome> {
  const { desk } = context;
  const meant = unitsMeantBy(context, audience);
  if (!meant.ok) return meant;
  if (meant.value.length === 0) return refuse('nobodyThere', '所选范围内没有力量');
  if (meant.value.length > RECEIVERS)
    return refuse(
      'tooManyReceivers',
      `所选范围有 ${meant.value.length} 支力量，一次最多通知 ${RECEIVERS} 支，请缩小范围`,
    );
  const broadcastId = desk.newId();
  const drafts = meant.value.flatMap((unitId) => {
    const sent = { unitId, messageId: desk.newId(), from: 'desk', text, broadcastId } as const;
    const decided = decideMessage(desk.world.field.threads.get(unitId), { kind: 'send', ...sent });
    return decided.ok ? decided.value : [];
  });
  return ok({ drafts });
}

function addEvidence(
  { desk, field }: ExecuteContext,
  { subject, hash, takenAt, place }: TaskCommandBody<'evidence.add'>,
  { units }: Sender,
): Result<Outcome> {
  const holders = holdersOf(desk.world, subject);
  if (!holders) return refuse('unknownSubject', '没有这起事件、任务或上报');
  if (units && !holders.some((unitId) => units.has(unitId)))
    return refuse('notYourUnit', '附件不属于本终端的事件或任务');
  const now = desk.clock();
  const held = desk.world.field.evidence.get(evidenceKey(subject)) ?? [];
  const taken = { at: Math.min(now, takenAt ?? now), place };
  return drafted(decideEvidence(held, subject, field.evidence(hash), taken));
}

/** The units that have or had a part in it; undefined: there is no such thing. */
function holdersOf({ incidents, field }: World, { kind, id }: EvidenceSubject): readonly string[] | undefined {
  switch (kind) {
    case 'incident':
      return incidents.get(id)?.dispatches.map(({ unitId }) => unitId);
    case 'task': {
      const task = field.tasks.get(id);
      return task && [task.unitId ?? ''];
    }
    case 'fieldReport': {
      const found = field.reports.get(id);
      return found && [found.unitId];
    }
    // A citizen's: of no unit.
    case 'publicReport':
      return field.publicReports.has(id) ? [] : undefined;
  }
}

function report(
  { desk, locate, field }: ExecuteContext,
  { unitId, kind, text, lon, lat, evidence }: TaskCommandBody<'field.report'>,
  { units }: Sender,
): Result<Outcome> {
  const unit = desk.world.units.get(unitId);
  if (!unit) return refuse('unknownUnit', `没有登记力量 ${unitId}`);
  if (units && !units.has(unitId)) return notYours(unitId);
  const reportId = desk.newId();
  const place = locate(lon, lat);
  const facts = { reportId, unitId, unitName: unit.name, kind, text, place, taskId: null };
  const received = decideFieldReport(undefined, { kind: 'receive', facts });
  if (!received.ok) return received;
  const drafts = [...received.value];
  for (const hash of new Set(evidence)) {
    const subject = { kind: 'fieldReport', id: reportId } as const;
    const added = decideEvidence([], subject, field.evidence(hash), { at: desk.clock(), place: { lon, lat } });
    if (!added.ok) return added;
    drafts.push(...added.value);
  }
  return ok({ drafts, reportId });
}

/** The incident stands where the unit reported it, in its words, and the photos go with it. */
function openReport(context: ExecuteContext, { reportId }: TaskCommandBody<'fieldReport.open'>): Result<Outcome> {
  const { desk } = context;
  const found = desk.world.field.reports.get(reportId);
  if (!found) return refuse('unknownReport', '没有这条上报');
  const { kind, place, text, unitName } = found;
  const { lon, lat, address } = place;
  const title = plainText(`${unitName}上报 ${text}`, 120);
  const opened = openIncident(context, INCIDENT_BODIES['incident.open'].parse({ kind, lon, lat, address, title }), {
    receivedAt: found.at,
    reporter: null,
  });
  if (!opened.ok) return opened;
  const { incidentId } = opened.value;
  const settled = decideFieldReport(found, { kind: 'open', incidentId });
  if (!settled.ok) return settled;
  const subject = { kind: 'incident', id: incidentId } as const;
  const held = desk.world.field.evidence.get(evidenceKey({ kind: 'fieldReport', id: reportId })) ?? [];
  const carried = held.flatMap(({ at, place: taken, recordedAt, by, ...file }) => {
    const added = decideEvidence([], subject, file, { at, place: taken });
    return added.ok ? added.value : [];
  });
  return ok({ drafts: [...opened.value.drafts, ...settled.value, ...carried], incidentId, reportId });
}
