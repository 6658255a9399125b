/** What an officer does with an incident beside sending units: a key, a form, and when each of them makes sense. */

import type { IncidentState } from '#shared/domain/incident.ts';
import { reopenUntil } from '#shared/domain/incidentClosing.ts';
import { openUrges, pendingTransfer, standingTransfer } from '#shared/domain/incidentLife.ts';
import { LIFE_ACTIONS, type LifeAction } from '#shared/text/incidentLife.ts';
import { ownPersonId } from '../live/presence.ts';
import type { Command } from './command.ts';
import { type CommandContext, currentIncident, maySend, openIncident, sendCommand } from './context.ts';

/** Digits with Control, so that each form is one chord away and typing never meets one. */
const KEYS: Readonly<Record<LifeAction, string>> = {
  verify: 'Control+1',
  classify: 'Control+2',
  feedback: 'Control+3',
  check: 'Control+4',
  urge: 'Control+5',
  transfer: 'Control+6',
  merge: 'Control+7',
  split: 'Control+8',
  relate: 'Control+9',
  evaluate: 'Control+0',
  acceptTransfer: '=',
  returnTransfer: '-',
  reopen: 'Control+Enter',
};

/** Whether the form makes sense for this incident now; who may send it is asked apart. */
function fits(action: LifeAction, incident: IncidentState, { client }: CommandContext): boolean {
  const isOpen = incident.closedAt === null;
  switch (action) {
    case 'reopen': {
      const until = reopenUntil(incident);
      return until !== null && client.now() <= until;
    }
    case 'evaluate':
      return !isOpen && incident.mergedInto === null;
    case 'acceptTransfer':
      return isOpen && pendingTransfer(incident) !== undefined;
    case 'returnTransfer':
      return isOpen && standingTransfer(incident) !== undefined;
    case 'transfer':
      return isOpen && pendingTransfer(incident) === undefined;
    case 'split':
      return isOpen && incident.alarms.length > 1;
    case 'check':
      return isOpen && (incident.feedback.length > 0 || incident.dispatches.some(({ state }) => state === 'done'));
    default:
      return isOpen;
  }
}

/** The forms that make sense for the incident being worked on, in the menu's order. */
export function lifeActions(context: CommandContext): readonly LifeAction[] {
  const incident = currentIncident(context);
  if (!incident) return [];
  return LIFE_ACTIONS.filter((action) => maySend(context, `incident.${action}`) && fits(action, incident, context));
}

export function openLifeForm({ view }: CommandContext, incidentId: string, action: LifeAction | 'menu'): void {
  view.change({ dialog: { kind: 'life', action, incidentId } });
}

/** What the one key for it does now: take it in hand, ask for it, keep it; null: nothing. */
export function claimMove(context: CommandContext): 'claim' | 'takeOver' | 'keep' | null {
  const incident = openIncident(context);
  if (!incident || !maySend(context, 'incident.claim')) return null;
  const { claim } = incident;
  if (!claim) return 'claim';
  if (claim.personId !== ownPersonId(context.client.live)) return claim.wantedBy ? null : 'takeOver';
  return claim.wantedBy ? 'keep' : null;
}

export const lifeCommands: readonly Command[] = [
  {
    id: 'incident.menu',
    group: 'incident',
    keys: ['6'],
    isAvailable: (context) => lifeActions(context).length > 0,
    run: (context) => {
      const incident = currentIncident(context);
      if (incident) openLifeForm(context, incident.id, 'menu');
    },
  },
  {
    id: 'incident.claim',
    group: 'incident',
    keys: ['7'],
    isAvailable: (context) => claimMove(context) !== null,
    run: (context) => {
      const incident = openIncident(context);
      const move = claimMove(context);
      if (incident && move)
        void sendCommand(context, `incident.${move}`, { incidentId: incident.id }, 'incident.claim');
    },
  },
  {
    id: 'incident.release',
    group: 'incident',
    keys: ['8'],
    isAvailable: (context) => {
      const claim = openIncident(context)?.claim;
      return claim !== undefined && claim !== null && claim.personId === ownPersonId(context.client.live);
    },
    run: (context) => {
      const incident = openIncident(context);
      if (incident) void sendCommand(context, 'incident.release', { incidentId: incident.id });
    },
  },
  ...LIFE_ACTIONS.map(
    (action): Command => ({
      id: `incident.${action}`,
      group: 'incident',
      keys: [KEYS[action]],
      isAvailable: (context) => lifeActions(context).includes(action),
      run: (context) => {
        const incident = currentIncident(context);
        if (incident) openLifeForm(context, incident.id, action);
      },
    }),
  ),
];

/** Loud in the queue: something went past its deadline, or nobody wants it. */
export function isOverdue(incident: IncidentState): boolean {
  if (incident.closedAt !== null) return false;
  const standing = standingTransfer(incident);
  return (standing?.overdueAt ?? null) !== null || openUrges(incident).some(({ overdueAt }) => overdueAt !== null);
}
