/**
 * Whether a sender may send this at all: session, role, area, in that order and in this one place. What a command is about is
 * judged later, by its own rule.
 */
import { mayActOn } from '#shared/domain/jurisdiction.ts';
import { type Refusal, refuse } from '#shared/kit/result.ts';
import { type CommandKind, mayCommand } from '#shared/wire/roles.ts';
import type { CommandRequest } from '#shared/wire/seat.ts';
import type { ExecuteContext, Sender } from './command.ts';
import { whereaboutsOf } from './whereabouts.ts';

/** Refusals that are themselves events. */
export function admissionRefusal(
  context: ExecuteContext,
  request: Omit<CommandRequest, 'kind'> & { readonly kind: CommandKind },
  sender: Sender,
): Refusal | undefined {
  const { access, desk, locate, channelAt } = context;
  const { kind, body } = request;
  const { failure } = judge();
  if (failure) access.refused({ actor: sender.actor, role: sender.role, what: kind, code: failure.code });
  return failure;

  function judge(): { failure?: Refusal } {
    // Where nobody can sign in yet, the own seat makes the one who can.
    if (kind === 'account.create' && sender.role !== 'admin' && access.mayMakeFirstAdmin(sender)) return {};
    if (sender.machine !== undefined && access.signInState === 'required')
      return refuse('signInFirst', '请先登录：未登录的席位只显示和播报警情');
    if (!mayCommand(sender.role, kind)) return refuse('roleMayNot', `角色 ${sender.role} 不能执行 ${kind}`);
    if (sender.scope === undefined) return {};
    const where = whereaboutsOf(desk.world, (lon, lat) => locate(lon, lat).gridCode, channelAt);
    return mayActOn(sender.scope, kind, body, where)
      ? {}
      : refuse('outsideJurisdiction', `不在本账号的辖区（${sender.scope}）内`);
  }
}
