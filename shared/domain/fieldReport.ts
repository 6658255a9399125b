/** Something a unit saw and reports: kept until the desk makes an incident of it or sets it aside with a reason. */
import type { IncidentKind } from '../catalog/incidentKinds.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';
import type { Place } from './place.ts';

export interface FieldReportFacts {
  readonly reportId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly kind: IncidentKind;
  readonly text: string;
  readonly place: Place;
  /** The task whose finding it is. */
  readonly taskId: string | null;
}

export interface FieldReport extends Omit<FieldReportFacts, 'reportId'> {
  readonly id: string;
  readonly at: number;
  readonly state: 'waiting' | 'opened' | 'dismissed';
  readonly settledAt: number | null;
  readonly settledBy: string | null;
  readonly incidentId: string | null;
  readonly reason: string | null;
}

export type FieldReportEventBody = {
  'fieldReport.received': FieldReportFacts;
  'fieldReport.opened': { reportId: string; incidentId: string };
  'fieldReport.dismissed': { reportId: string; reason: string };
};

export const fieldReportStream = (reportId: string) => `fieldReport:${reportId}`;

export type FieldReportCommand =
  | { kind: 'receive'; facts: FieldReportFacts }
  | { kind: 'open'; incidentId: string }
  | { kind: 'dismiss'; reason: string };

export function decideFieldReport(state: FieldReport | undefined, command: FieldReportCommand): Result<Draft[]> {
  if (command.kind === 'receive') return ok([draft(command.facts.reportId, 'fieldReport.received', command.facts)]);
  if (!state) return refuse('unknownReport', '没有这条上报');
  if (state.state !== 'waiting') return refuse('reportSettled', '该上报已处理');
  const { id: reportId } = state;
  return ok([
    command.kind === 'open'
      ? draft(reportId, 'fieldReport.opened', { reportId, incidentId: command.incidentId })
      : draft(reportId, 'fieldReport.dismissed', { reportId, reason: command.reason }),
  ]);
}

export function evolveFieldReport(state: FieldReport | undefined, event: StoredEvent): FieldReport | undefined {
  const kind = event.kind as keyof FieldReportEventBody;
  if (kind === 'fieldReport.received') {
    const { reportId, ...facts } = event.body as FieldReportEventBody['fieldReport.received'];
    const unsettled = { state: 'waiting', settledAt: null, settledBy: null, incidentId: null, reason: null } as const;
    return { ...facts, id: reportId, at: event.at, ...unsettled };
  }
  if (!state) return undefined;
  const settled = { settledAt: event.at, settledBy: nameOfActor(event.actor) };
  switch (kind) {
    case 'fieldReport.opened': {
      const { incidentId } = event.body as FieldReportEventBody['fieldReport.opened'];
      return { ...state, ...settled, state: 'opened', incidentId };
    }
    case 'fieldReport.dismissed': {
      const { reason } = event.body as FieldReportEventBody['fieldReport.dismissed'];
      return { ...state, ...settled, state: 'dismissed', reason };
    }
    default:
      return state;
  }
}

function draft<Kind extends keyof FieldReportEventBody>(
  id: string,
  kind: Kind,
  body: FieldReportEventBody[Kind],
): Draft {
  return { stream: fieldReportStream(id), kind, body };
}
