/**
 * Who may do what with an incident that somebody has in hand. Urgent moves (accepting, sending, what units report, notes and
 * feedback) wait for nobody and the record says who made them; edits are the holder's. The first officer at a seat who does
 * something with an incident nobody has, has it.
 */

import type { Draft } from '#shared/domain/event.ts';
import { emitter } from '#shared/domain/incident.ts';
import { decideClaim } from '#shared/domain/incidentClaim.ts';
import { INCIDENT_LIFE_BODIES as BODIES } from '#shared/domain/incidentLifeCommands.ts';
import { type Result, refuse } from '#shared/kit/result.ts';
import type { CommandKind } from '#shared/wire/roles.ts';
import { type CommandFamily, type CommandHandler, drafted, handle, type Outcome, type Sender } from './command.ts';
import type { Desk } from './desk.ts';

/** Refused to everybody but the holder. */
const EDITS: ReadonlySet<CommandKind> = new Set([
  'incident.markStep',
  'incident.verify',
  'incident.classify',
  'incident.merge',
  'incident.split',
  'incident.relate',
  'incident.transfer',
  'incident.check',
  'incident.close',
]);

/** Makes an incident nobody has the sender's. Looking at it, adding a word to it and ending it do not. */
const TAKES_IN_HAND: ReadonlySet<CommandKind> = new Set([
  'incident.open',
  'incident.acknowledge',
  'incident.dispatch',
  'incident.link',
  'incident.markStep',
  'incident.verify',
  'incident.classify',
  'incident.split',
  'incident.transfer',
  'incident.check',
  'incident.reopen',
]);

export const claimCommands: CommandFamily = {
  'incident.claim': handle(BODIES['incident.claim'], ({ desk }, { incidentId }, sender) =>
    decide(desk, incidentId, { kind: 'claim', person: personOf(sender) }),
  ),
  'incident.takeOver': handle(BODIES['incident.takeOver'], ({ desk }, { incidentId }, sender) =>
    decide(desk, incidentId, { kind: 'askTakeOver', person: personOf(sender) }),
  ),
  'incident.keep': handle(BODIES['incident.keep'], ({ desk }, { incidentId }, sender) =>
    decide(desk, incidentId, { kind: 'keep', person: personOf(sender) }),
  ),
  'incident.release': handle(BODIES['incident.release'], ({ desk }, { incidentId }, sender) =>
    decide(desk, incidentId, { kind: 'release', person: personOf(sender) }),
  ),
};

/** The same commands, with whose the incident is asked before and settled after. */
export function heldByOne(family: CommandFamily): CommandFamily {
  const entries = Object.entries(family) as [CommandKind, CommandHandler][];
  return Object.fromEntries(entries.map(([kind, handler]) => [kind, held(kind, handler)]));
}

function held(kind: CommandKind, handler: CommandHandler): CommandHandler {
  if (!EDITS.has(kind) && !TAKES_IN_HAND.has(kind)) return handler;
  return (context, body, sender) => {
    const { desk } = context;
    const refused = EDITS.has(kind) ? heldByAnother(desk, body, sender) : undefined;
    if (refused) return refused;
    const outcome = handler(context, body, sender);
    if (!outcome.ok || !TAKES_IN_HAND.has(kind) || !isAtSeat(sender)) return outcome;
    const { incidentId } = outcome.value;
    const drafts = incidentId === undefined ? [] : taken(desk, incidentId, sender);
    return { ok: true, value: { ...outcome.value, drafts: [...outcome.value.drafts, ...drafts] } };
  };
}

function heldByAnother(desk: Desk, body: unknown, { actor }: Sender) {
  const { incidentId, intoId } = (body ?? {}) as { incidentId?: unknown; intoId?: unknown };
  for (const id of [incidentId, intoId]) {
    const claim = typeof id === 'string' ? desk.world.incidents.get(id)?.claim : null;
    if (claim && claim.personId !== actor.id) return refuse('incidentHeld', `事件由 ${claim.name} 处理`);
  }
  return undefined;
}

/** A program that sends commands over HTTP sits at no seat and cannot be seen to leave: it takes nothing in hand. */
const isAtSeat = ({ actor, seat }: Sender) => actor.kind === 'operator' && seat !== undefined;

/** Nothing where somebody has it; what is only now being opened or opened again is nobody's. */
function taken(desk: Desk, incidentId: string, sender: Sender): Draft[] {
  const incident = desk.world.incidents.get(incidentId);
  if (incident && incident.closedAt === null) {
    const decided = decideClaim(incident, { kind: 'claim', person: personOf(sender) }, desk.clock());
    return decided.ok ? decided.value : [];
  }
  return [emitter(incidentId)('incident.claimed', { ...personOf(sender), from: null })];
}

function decide(desk: Desk, incidentId: string, command: Parameters<typeof decideClaim>[1]): Result<Outcome> {
  return drafted(decideClaim(desk.world.incidents.get(incidentId), command, desk.clock()), { incidentId });
}

const personOf = ({ actor }: Sender) => ({ personId: actor.id, name: actor.name ?? actor.id });
