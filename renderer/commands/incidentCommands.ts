import type { CommandId } from '#shared/text/commands.ts';
import type { Command } from './command.ts';
import { type CommandContext, currentCandidates, maySend, openIncident, sendCommand } from './context.ts';

export const NOTE_FIELD_ID = 'incident-note';

function dispatchCandidate(context: CommandContext, index: number): void {
  const incident = openIncident(context);
  const candidate = currentCandidates(context)[index];
  if (!incident || !candidate) return;
  void dispatchUnit(context, candidate.unitId);
}

/** Sends one unit to the incident being worked on; also how an automatic notice is confirmed. */
export async function dispatchUnit(context: CommandContext, unitId: string): Promise<void> {
  const { view } = context;
  const incident = openIncident(context);
  if (!incident || view.state.pending.includes(`dispatch:${unitId}`)) return;
  const body = { incidentId: incident.id, unitId, ...choiceReason(context, unitId) };
  const outcome = await sendCommand(context, 'incident.dispatch', body, `dispatch:${unitId}`);
  if (outcome.state === 'done' && 'reason' in body) view.change({ choice: null });
}

/** What the officer typed of this incident, where it is not the first proposed who goes. */
function choiceReason(context: CommandContext, unitId: string): { readonly reason?: string } {
  const { choice, incidentId } = context.view.state;
  const reason = choice?.incidentId === incidentId ? (choice?.reason.trim() ?? '') : '';
  return reason === '' || currentCandidates(context)[0]?.unitId === unitId ? {} : { reason };
}

export function addNote(context: CommandContext, text: string) {
  const incident = openIncident(context);
  return incident ? sendCommand(context, 'incident.note', { incidentId: incident.id, text }) : null;
}

export function markStep(context: CommandContext, stepId: string, state: 'done' | 'skipped', reason = ''): void {
  const incident = openIncident(context);
  if (!incident) return;
  void sendCommand(context, 'incident.markStep', { incidentId: incident.id, stepId, state, reason }, `step:${stepId}`);
}

const candidateCommands = ([1, 2, 3, 4, 5] as const).map(
  (number): Command => ({
    id: `incident.candidate${number}` satisfies CommandId,
    group: 'incident',
    keys: [String(number)],
    isAvailable: (context) =>
      maySend(context, 'incident.dispatch') &&
      openIncident(context) !== undefined &&
      currentCandidates(context).length >= number,
    run: (context) => dispatchCandidate(context, number - 1),
  }),
);

export const incidentCommands: readonly Command[] = [
  {
    id: 'incident.acknowledge',
    group: 'incident',
    keys: ['a', 'Space'],
    isAvailable: (context) =>
      maySend(context, 'incident.acknowledge') && openIncident(context)?.acknowledgedAt === null,
    run: (context) => {
      const incident = openIncident(context);
      if (!incident || context.view.state.pending.includes('incident.acknowledge')) return;
      void sendCommand(context, 'incident.acknowledge', { incidentId: incident.id });
    },
  },
  {
    id: 'incident.dispatchFirst',
    group: 'incident',
    keys: ['d'],
    isAvailable: (context) =>
      maySend(context, 'incident.dispatch') &&
      openIncident(context) !== undefined &&
      currentCandidates(context).length > 0,
    run: (context) => dispatchCandidate(context, 0),
  },
  ...candidateCommands,
  {
    id: 'incident.close',
    group: 'incident',
    keys: ['c'],
    isAvailable: (context) => maySend(context, 'incident.close') && openIncident(context) !== undefined,
    run: (context) => {
      const incident = openIncident(context);
      if (incident) context.view.change({ dialog: { kind: 'close', incidentId: incident.id, reason: null } });
    },
  },
  {
    id: 'incident.note',
    group: 'incident',
    keys: ['n'],
    isAvailable: (context) => maySend(context, 'incident.note') && openIncident(context) !== undefined,
    run: (context) => context.focusField(NOTE_FIELD_ID),
  },
  {
    id: 'incident.open',
    group: 'incident',
    keys: ['o'],
    isAvailable: (context) => maySend(context, 'incident.open'),
    run: (context) => context.view.change({ dialog: { kind: 'openIncident', alarmId: null } }),
  },
];
