import type { CommandAnswer } from '#shared/wire/seat.ts';
import type { ConnectionState } from './connection.ts';

type Answered<Ok extends boolean, State extends string> = Omit<Extract<CommandAnswer, { ok: Ok }>, 'ok'> & {
  readonly state: State;
  readonly commandId: string;
};

/** What became of a command, said as far as it is known. */
export type CommandOutcome =
  | Answered<true, 'done'>
  /** The core said no, and why; `problems` where it can point at fields of what was sent. */
  | Answered<false, 'refused'>
  /** Never left this window: the core is not there. Nothing is queued. */
  | { readonly state: 'notSent'; readonly connection: ConnectionState }
  /** Sent twice with one commandId, never answered: it may or may not have been done. */
  | { readonly state: 'uncertain'; readonly commandId: string };

/** What the core's answer, or its silence after two tries, comes to. */
export function outcomeOf(commandId: string, answer: CommandAnswer | null): CommandOutcome {
  if (!answer) return { state: 'uncertain', commandId };
  if (answer.ok) {
    const { ok, ...done } = answer;
    return { state: 'done', commandId, ...done };
  }
  const { ok, ...refusal } = answer;
  return { state: 'refused', commandId, ...refusal };
}
