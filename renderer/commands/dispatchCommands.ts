import { type Dispatch, type DispatchMove, stateAfter } from '#shared/domain/dispatch.ts';
import type { Command } from './command.ts';
import {
  activeDispatches,
  type CommandContext,
  currentDispatch,
  maySend,
  openIncident,
  sendCommand,
} from './context.ts';

/** Reports an officer makes for a unit that has only a radio. */
export const RADIO_MOVES = ['accept', 'depart', 'arrive', 'finish'] as const;
export type RadioMove = (typeof RADIO_MOVES)[number];

/** Moves that end a dispatch against its purpose: they need a reason, asked for in a dialog. */
export type EndingMove = 'refuse' | 'withdraw';

export function canMove(dispatch: Dispatch | undefined, move: DispatchMove): boolean {
  return dispatch !== undefined && stateAfter(dispatch.state, move) !== undefined;
}

export function reportMove(context: CommandContext, dispatchId: string, move: RadioMove): void {
  const incident = openIncident(context);
  const name = `${move}:${dispatchId}`;
  if (!incident || context.view.state.pending.includes(name)) return;
  void sendCommand(context, `dispatch.${move}`, { incidentId: incident.id, dispatchId }, name);
}

export function askReason(context: CommandContext, dispatchId: string, move: EndingMove): void {
  const incident = openIncident(context);
  if (incident) context.view.change({ dialog: { kind: 'reason', move, incidentId: incident.id, dispatchId } });
}

const RADIO_KEYS: Readonly<Record<RadioMove, string>> = { accept: 'w', depart: 'e', arrive: 'r', finish: 't' };
const ENDING_KEYS: Readonly<Record<EndingMove, string>> = { refuse: 'x', withdraw: 'q' };

const radioCommands = RADIO_MOVES.map(
  (move): Command => ({
    id: `dispatch.${move}`,
    group: 'dispatch',
    keys: [RADIO_KEYS[move]],
    isAvailable: (context) => maySend(context, `dispatch.${move}`) && canMove(currentDispatch(context), move),
    run: (context) => {
      const dispatch = currentDispatch(context);
      if (dispatch) reportMove(context, dispatch.id, move);
    },
  }),
);

const endingCommands = (['refuse', 'withdraw'] as const).map(
  (move): Command => ({
    id: `dispatch.${move}`,
    group: 'dispatch',
    keys: [ENDING_KEYS[move]],
    isAvailable: (context) => maySend(context, `dispatch.${move}`) && canMove(currentDispatch(context), move),
    run: (context) => {
      const dispatch = currentDispatch(context);
      if (dispatch) askReason(context, dispatch.id, move);
    },
  }),
);

/** With several units on the way, whose report the radio keys make. */
const nextDispatch: Command = {
  id: 'dispatch.next',
  group: 'dispatch',
  keys: ['g'],
  isAvailable: (context) => activeDispatches(context).length > 1,
  run: (context) => {
    const active = activeDispatches(context);
    const index = active.findIndex((dispatch) => dispatch.id === currentDispatch(context)?.id);
    const next = active[(index + 1) % active.length];
    if (next) context.view.change({ dispatchId: next.id });
  },
};

export const dispatchCommands: readonly Command[] = [...radioCommands, ...endingCommands, nextDispatch];
