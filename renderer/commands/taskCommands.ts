import type { FieldReport } from '#shared/domain/fieldReport.ts';
import type { FieldTask } from '#shared/domain/task.ts';
import type { Command } from './command.ts';
import { type CommandContext, maySend, sendCommand } from './context.ts';
import type { DeskView, MapPoint, MapTrail } from './deskView.ts';

/** What is drawn of a task: its way and its check-points; null where it has neither. */
export function trailOfTask({ points, line, place }: FieldTask): MapTrail | null {
  if (points.length > 0) {
    return {
      line,
      points: points.map(({ lon, lat, name, checkIn }) => ({ lon, lat, name, isDone: checkIn !== null })),
    };
  }
  return place ? { line: [], points: [{ ...place, isDone: false }] } : null;
}

/** The sheet goes and the map shows it whole from its first point. Escape takes it away again. */
export function showTrail(context: CommandContext, trail: MapTrail): void {
  context.view.change({ trail, sheet: null });
  const [first] = trail.points;
  if (first) context.map()?.flyTo({ lon: first.lon, lat: first.lat, distanceM: 900 });
}

/** Takes click after click on the map, while the sheet steps aside, until the officer says that it is enough. */
export function askForMapPoints(view: DeskView, take: (point: MapPoint) => void): void {
  view.change({ mapAim: take, isAimRepeated: true });
}

/** Reports of units that nobody has looked into, oldest first. */
export const waitingReports = ({ client }: CommandContext): FieldReport[] =>
  [...client.live.world.field.reports.values()].filter(({ state }) => state === 'waiting');

export async function openReport(context: CommandContext, reportId: string): Promise<void> {
  const name = `fieldReport:${reportId}`;
  if (context.view.state.pending.includes(name)) return;
  const outcome = await sendCommand(context, 'fieldReport.open', { reportId }, name);
  if (outcome.state !== 'done' || !outcome.incidentId) return;
  context.view.change({ sheet: null });
  context.view.select({ kind: 'incident', id: outcome.incidentId });
}

export const taskCommands: readonly Command[] = [
  {
    id: 'view.tasks',
    group: 'view',
    keys: ['Control+t'],
    isAvailable: () => true,
    run: ({ view }) => view.change({ sheet: view.state.sheet?.id === 'tasks' ? null : { id: 'tasks', focus: null } }),
  },
  {
    id: 'fieldReport.open',
    group: 'queue',
    keys: ['Control+o'],
    isAvailable: (context) => maySend(context, 'fieldReport.open') && waitingReports(context).length > 0,
    run: (context) => {
      const [first] = waitingReports(context);
      if (first) void openReport(context, first.id);
    },
  },
];
