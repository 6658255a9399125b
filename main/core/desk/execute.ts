/** Commands of seats and phones: role, shape, rule, journal, answer: in that order, and once per commandId. */
import type { Result } from '#shared/kit/result.ts';
import { COMMAND_ROLES, type CommandKind } from '#shared/wire/roles.ts';
import type { CommandAnswer, CommandRequest } from '#shared/wire/seat.ts';
import { admissionRefusal } from './admission.ts';
import type { CommandHandler, ExecuteContext, Outcome, Sender } from './command.ts';

/**
 * Resolves after the events are durable. A repeated commandId gets the first answer again; a request that was never
 * understood or never allowed is not an answer and is not kept, nor is one whose rule threw: that is refused with `internal`,
 * having recorded nothing (ruleFailures.ts).
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
  let concluded: Promise<CommandAnswer>;
  try {
    const refusal = admissionRefusal(context, { ...request, kind }, sender);
    if (refusal) return { ok: false, ...refusal };
    const steward = context.stewards[kind];
    const prepared = steward && (await steward(request.body, sender));
    const decided = prepared
      ? prepared.ok
        ? prepared.value()
        : prepared
      : ruleOf(context, kind)(context, request.body, sender);
    concluded = conclude(context, request.commandId, decided, sender);
  } catch (error) {
    return desk.failures.forgive(kind, error);
  }
  // Outside: a commit that fails is no rule that failed.
  return concluded;
}

/** Records what was decided in the turn it was decided in. */
function conclude(
  { desk }: ExecuteContext,
  commandId: string,
  decided: Result<Outcome>,
  sender: Sender,
): Promise<CommandAnswer> {
  if (!decided.ok) {
    const answer: CommandAnswer = { ok: false, ...decided.failure };
    if (decided.failure.code === 'badBody') return Promise.resolve(answer);
    return desk.journal.rememberAnswer(commandId, answer).then(() => answer);
  }
  const { drafts, revealed, joinCode, ...ids } = decided.value;
  const answer: CommandAnswer = { ok: true, seq: desk.journal.head.seq + drafts.length, ...ids };
  const { published } = desk.record(drafts, sender.actor, { id: commandId, answer });
  return published.then(() => ({ ...answer, ...(revealed && { revealed }), ...(joinCode && { joinCode }) }));
}

function ruleOf({ rules }: ExecuteContext, kind: CommandKind): CommandHandler {
  const rule = rules[kind];
  if (!rule) throw new Error(`${kind} has a role and no rule`);
  return rule;
}

const isCommandKind = (kind: string): kind is CommandKind => Object.hasOwn(COMMAND_ROLES, kind);
