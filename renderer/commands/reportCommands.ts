import type { PublicReport } from '#shared/domain/publicReport.ts';
import { incidentsNear, type NearIncident } from '#shared/domain/reportNear.ts';
import type { Command } from './command.ts';
import { type CommandContext, maySend, sendCommand } from './context.ts';
import { showTrail } from './taskCommands.ts';

const TITLE_LENGTH = 120;
const LABEL_LENGTH = 24;

/** Reports of citizens that nobody has looked into, oldest first. */
const waitingPublicReports = ({ client }: CommandContext): PublicReport[] =>
  [...client.live.world.field.publicReports.values()].filter(({ state }) => state === 'waiting');

/** The one the keys act on: what the sheet shows, else the oldest that waits. */
function currentReport(context: CommandContext): PublicReport | undefined {
  const { sheet } = context.view.state;
  const shown = sheet?.id === 'publicReports' ? sheet.focus : null;
  const report = context.client.live.world.field.publicReports.get(shown ?? '');
  return report?.state === 'waiting' ? report : waitingPublicReports(context)[0];
}

/** Which incident it may be about; the nearest first. */
export const nearReport = ({ client }: CommandContext, report: PublicReport): NearIncident | undefined =>
  incidentsNear(report, client.live.world.incidents.values())[0];

/** Whether a panel shows the same of both. */
export const isSameNear = (one: NearIncident | undefined, other: NearIncident | undefined): boolean =>
  one?.incidentId === other?.incidentId && one?.distanceM === other?.distanceM && one?.apartMs === other?.apartMs;

/** Of what a key takes off again: the report of the sheet, or the last one that came to the incident being worked on. */
function attachedReport({ client, view }: CommandContext): PublicReport | undefined {
  const { sheet, incidentId } = view.state;
  const reports = client.live.world.field.publicReports;
  const shown = sheet?.id === 'publicReports' ? reports.get(sheet.focus ?? '') : undefined;
  if (shown?.state === 'attached') return shown;
  return [...reports.values()].findLast((report) => report.state === 'attached' && report.incidentId === incidentId);
}

/** The form opens with what was reported; which kind it is, a person says. */
export function openPublicReport({ view }: CommandContext, report: PublicReport): void {
  const { place, words, id } = report;
  view.change({
    dialog: {
      ...{ kind: 'openIncident', alarmId: null, reportId: id },
      draft: {
        ...{ kind: 'other', source: report.channel, name: '', phone: '', words },
        title: words.split('\n')[0]?.slice(0, TITLE_LENGTH) ?? '',
        address: place?.origin === 'lastKnown' ? '' : (place?.address ?? ''),
        lon: place?.lon.toFixed(6) ?? '',
        lat: place?.lat.toFixed(6) ?? '',
      },
    },
  });
}

export async function attachPublicReport(context: CommandContext, reportId: string, incidentId: string): Promise<void> {
  const outcome = await sendCommand(
    context,
    'publicReport.attach',
    { reportId, incidentId },
    `publicReport:${reportId}`,
  );
  if (outcome.state === 'done') context.view.select({ kind: 'incident', id: incidentId });
}

export const detachPublicReport = (context: CommandContext, reportId: string) =>
  sendCommand(context, 'publicReport.detach', { reportId }, `publicReport:${reportId}`);

/** The map shows where it is said to be; Escape takes the mark away. */
export function showReportPlace(context: CommandContext, { place, words }: PublicReport): void {
  if (!place) return;
  const name = [...(words.split('\n')[0] ?? '')].slice(0, LABEL_LENGTH).join('') || place.address;
  showTrail(context, { line: [], points: [{ lon: place.lon, lat: place.lat, name, isDone: false }] });
}

export const reportCommands: readonly Command[] = [
  {
    id: 'view.publicReports',
    group: 'view',
    keys: ['Control+g'],
    isAvailable: () => true,
    run: ({ view }) =>
      view.change({ sheet: view.state.sheet?.id === 'publicReports' ? null : { id: 'publicReports', focus: null } }),
  },
  {
    id: 'publicReport.open',
    group: 'queue',
    keys: ['Control+y'],
    isAvailable: (context) => maySend(context, 'publicReport.open') && currentReport(context) !== undefined,
    run(context) {
      const report = currentReport(context);
      if (report) openPublicReport(context, report);
    },
  },
  {
    id: 'publicReport.attach',
    group: 'queue',
    keys: ['Control+e'],
    isAvailable(context) {
      const report = currentReport(context);
      return (
        maySend(context, 'publicReport.attach') && report !== undefined && nearReport(context, report) !== undefined
      );
    },
    run(context) {
      const report = currentReport(context);
      const near = report && nearReport(context, report);
      if (report && near) void attachPublicReport(context, report.id, near.incidentId);
    },
  },
  {
    id: 'publicReport.detach',
    group: 'queue',
    keys: ['Control+d'],
    isAvailable: (context) => maySend(context, 'publicReport.detach') && attachedReport(context) !== undefined,
    run(context) {
      const report = attachedReport(context);
      if (report) void detachPublicReport(context, report.id);
    },
  },
];
