/**
 * Alarms of other systems (`POST /api/alarms`): the same alarms and incidents as a device's, by the same rules, and once per
 * id of their source for as long as the journal lasts.
 */
import { createHash } from 'node:crypto';
import { type Classification, classify } from '#shared/catalog/codes.ts';
import type { AlarmFacts } from '#shared/domain/alarm.ts';
import { alarmStream } from '#shared/domain/alarm.ts';
import type { Draft } from '#shared/domain/event.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { AlarmReport, AlarmReportAnswer } from '#shared/wire/alarmReport.ts';
import type { RemoteAddress, Signal, SignalEvent } from '#shared/wire/signal.ts';
import type { Sender } from './command.ts';
import { type AlarmSource, decideEventOf } from './intake.ts';
import type { OpenIncidentContext } from './openIncident.ts';

/** A source's clock may run ahead by this much before its time is shown as wrong (T2). */
const AHEAD_MS = 20_000;

export interface ReportOutcome {
  readonly answer: AlarmReportAnswer;
  readonly isNew: boolean;
  /** The id was used before for a report with another content: that one stands. */
  readonly isReused: boolean;
}

/**
 * Resolves when it is on disk. A repeated id gets the first answer, also after a restart. Fails with `unknownDevice`; rejects
 * when the journal cannot keep it: the source gets no answer and sends again.
 */
export async function receiveReport(
  context: OpenIncidentContext,
  report: AlarmReport,
  sender: Sender,
  remote: RemoteAddress,
): Promise<Result<ReportOutcome>> {
  const { desk } = context;
  const raw = Buffer.from(JSON.stringify(report)).toString('hex');
  const commandId = commandIdOf(sender.actor.id, report.id);
  const earlier = desk.journal.answerOf(commandId) as AlarmReportAnswer | undefined;
  if (earlier) {
    await desk.settled();
    const [first] = desk.journal.readStream(alarmStream(earlier.alarmId));
    return ok({ answer: earlier, isNew: false, isReused: (first?.body as AlarmFacts | undefined)?.raw !== raw });
  }
  const device = report.deviceId === undefined ? undefined : desk.world.devices.get(report.deviceId);
  if (report.deviceId !== undefined && !device) return refuse('unknownDevice', 'deviceId: no such device');

  const name = sender.actor.name ?? sender.actor.id;
  const signal = toSignal(report, name, remote, raw, desk.clock());
  const { alarmId, drafts } = decideEventOf(context, signal, signal.events[0]!, device ?? placeOf(report, name));
  const answer: AlarmReportAnswer = {
    ok: true,
    seq: desk.journal.head.seq + drafts.length,
    alarmId,
    incidentId: incidentOf(drafts),
  };
  // What is remembered under a command's id is an answer of any kind; this kind is only ever read back above.
  await desk.record(drafts, sender.actor, { id: commandId, answer }).durable;
  return ok({ answer, isNew: true, isReused: false });
}

/** Recorded so that somebody asks the source why; opens no incident. `suppressed`: how many were refused since this was last said. */
export function overRateSignal(name: string, remote: RemoteAddress, suppressed: number, now: number): Signal {
  return {
    ...blank(name, remote, now),
    token: 'RATE',
    raw: '',
    events: [
      {
        ...nothing,
        class: 'info',
        code: 'RATE',
        text: null,
        zh: `${name} 报送过快，已请其稍后重发`,
        en: `${name} sends too fast and was asked to send again later`,
      },
    ],
    reason: 'overRate',
    suppressed,
  };
}

const nothing = { qualifier: null, partition: null, zone: null, restore: false, silent: false } as const;

const blank = (name: string, remote: RemoteAddress, receivedAt: number) =>
  ({
    linkId: 'api',
    protocol: 'api',
    remote,
    receivedAt,
    deviceId: null,
    account: name,
    sequence: '',
    deviceAt: null,
    skewMs: null,
    isClockWrong: false,
    authenticated: 'clear',
    duplicateKey: null,
  }) as const;

function toSignal(report: AlarmReport, name: string, remote: RemoteAddress, raw: string, now: number): Signal {
  const { occurredAt, lon, lat, text, verificationUrl } = report;
  // Late is how the report came, not what is wrong with the clock; a time to come can only be a wrong clock.
  const skewMs = occurredAt !== undefined && occurredAt - now > AHEAD_MS ? occurredAt - now : null;
  return {
    ...blank(name, remote, now),
    deviceId: report.deviceId ?? null,
    token: report.kind,
    raw,
    events: [toEvent(report)],
    deviceAt: occurredAt ?? null,
    skewMs,
    isClockWrong: skewMs !== null,
    ...(lon !== undefined && lat !== undefined && { position: { lon, lat } }),
    ...(text !== undefined && { text }),
    ...(verificationUrl !== undefined && { verificationUrl }),
  };
}

/** The source's own title is what the officer reads; what its code means decides class, silence and incident. */
function toEvent(report: AlarmReport): SignalEvent {
  const { class: alarmClass, restore, silent } = meaningOf(report);
  return {
    ...nothing,
    class: alarmClass,
    code: report.code ?? report.kind,
    text: null,
    restore,
    silent,
    zh: report.title,
    en: report.title,
  };
}

function meaningOf({ code, class: alarmClass }: AlarmReport): Pick<Classification, 'class' | 'restore' | 'silent'> {
  if (code === undefined) return { class: alarmClass ?? 'unknown', restore: false, silent: false };
  return classify(/^\d/.test(code) ? { kind: 'cid', qualifier: 1, code } : { kind: 'sia', code });
}

/**
 * A place without a device. Its id is never met again, so two reports of one system meet only by being near each other in
 * time and place, like those of two devices.
 */
function placeOf({ id, title, lon, lat }: AlarmReport, name: string): AlarmSource | undefined {
  return lon === undefined || lat === undefined ? undefined : { id: `${name}#${id}`, name: title, lon, lat };
}

function incidentOf(drafts: readonly Draft[]): string | null {
  const touched = drafts.find(({ kind }) => kind === 'incident.opened' || kind === 'incident.alarmJoined');
  return touched ? (touched.body as { incidentId: string }).incidentId : null;
}

/** Longer than a seat's commandId may be: no seat can take the place of a report. */
function commandIdOf(sourceId: string, reportId: string): string {
  return `report-of-a-source:${createHash('sha256')
    .update(JSON.stringify([sourceId, reportId]))
    .digest('hex')}`;
}
