import type { MoveUp } from '#shared/domain/coverage.ts';
import type { Command } from './command.ts';
import { type CommandContext, maySend, openIncident, sendCommand } from './context.ts';

/** The relocation offered for the incident being worked on. */
export function currentMoveUp(context: CommandContext): MoveUp | null {
  const { advice } = context.recommendations;
  const incident = openIncident(context);
  return incident && advice?.incidentId === incident.id ? (advice.coverage?.moveUp ?? null) : null;
}

export function sendMoveUp(context: CommandContext): void {
  const incident = openIncident(context);
  const moveUp = currentMoveUp(context);
  const name = moveUpName(moveUp);
  if (!incident || !moveUp || context.view.state.pending.includes(name)) return;
  const { unitId, target } = moveUp;
  void sendCommand(context, 'incident.dispatch', { incidentId: incident.id, unitId, task: 'relocate', target }, name);
}

export const moveUpName = (moveUp: MoveUp | null) => `moveUp:${moveUp?.unitId ?? ''}`;

export const coverageCommands: readonly Command[] = [
  {
    id: 'incident.moveUp',
    group: 'incident',
    keys: ['y'],
    isAvailable: (context) => maySend(context, 'incident.dispatch') && currentMoveUp(context) !== null,
    run: sendMoveUp,
  },
  {
    id: 'map.coverage',
    group: 'map',
    keys: ['b'],
    isAvailable: () => true,
    run: ({ view }) => view.change({ showsCoverage: !view.state.showsCoverage }),
  },
];
