/** Commands of seats and phones: role, shape, rule, journal, answer: in that order, and once per commandId. */
import { COMMAND_ROLES, type CommandKind } from '#shared/wire/roles.ts';
import type { CommandAnswer, CommandRequest } from '#shared/wire/seat.ts';
import { admissionRefusal } from './admission.ts';
import type { ExecuteContext, Sender } from './command.ts';
import { COMMANDS } from './commands.ts';

/**
 * Resolves after the events are durable. A repeated commandId gets the first answer again; a request that was never
 * understood or never allowed is not an answer and is not kept.
 */
export async function execute(
  context: ExecuteContext,
  request: CommandRequest,
  sender: Sender,
): Promise<CommandAnswer> {
  const { desk } = context;
  const earlier = desk.journal.answerOf(request.commandId) as CommandAnswer | undefined;
  if (earlier) {
    await desk.settled();
    return earlier;
  }
  // A steward takes more than one turn: asked again meanwhile, it is the same command and gets the same answer.
  const underway = desk.underway.get(request.commandId);
  if (underway) return underway;
  const answer = carryOut(context, request, sender);
  desk.underway.set(request.commandId, answer);
  try {
    return await answer;
  } finally {
    desk.underway.delete(request.commandId);
  }
}

async function carryOut(context: ExecuteContext, request: CommandRequest, sender: Sender): Promise<CommandAnswer> {
  const { desk } = context;
  if (!isCommandKind(request.kind)) return { ok: false, code: 'unknownCommand', message: `没有指令 ${request.kind}` };
  const { kind } = request;
  const refusal = admissionRefusal(context, { ...request, kind }, sender);
  if (refusal) return { ok: false, ...refusal };
  const steward = context.stewards[kind];
  const prepared = steward && (await steward(request.body, sender));
  const decided = prepared
    ? prepared.ok
      ? prepared.value()
      : prepared
    : COMMANDS[kind]?.(context, request.body, sender);
  if (!decided) throw new Error(`${request.kind} has a role and no rule`);
  if (!decided.ok) {
    const answer: CommandAnswer = { ok: false, ...decided.failure };
    if (decided.failure.code !== 'badBody') await desk.journal.rememberAnswer(request.commandId, answer);
    return answer;
  }
  const { drafts, revealed, joinCode, ...ids } = decided.value;
  const answer: CommandAnswer = { ok: true, seq: desk.journal.head.seq + drafts.length, ...ids };
  await desk.record(drafts, sender.actor, { id: request.commandId, answer }).published;
  return { ...answer, ...(revealed && { revealed }), ...(joinCode && { joinCode }) };
}

const isCommandKind = (kind: string): kind is CommandKind => Object.hasOwn(COMMAND_ROLES, kind);
