/**
 * Other machines of this station: they are invited, join with a one-time code, vouch for themselves with a token, and are
 * revoked. Owns codes, tokens and who is heard; what happened is in the journal and who is joined is in the world.
 */
import type { ExecuteContext, Outcome, Steward } from '#main/core/desk/command.ts';
import type { Desk } from '#main/core/desk/desk.ts';
import type { Account, Credentials } from '#main/core/gateway/auth.ts';
import { machineRole } from '#main/core/gateway/auth.ts';
import type { Actor, StoredEvent } from '#shared/domain/event.ts';
import { decideLan } from '#shared/domain/lan.ts';
import { decideMachine, MACHINE_COMMAND_BODIES, MACHINES_LIMIT, type MachineCommand } from '#shared/domain/machine.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { JoinAnswer, JoinRequest, MachineReport } from '#shared/wire/machines.ts';
import type { StationFacts } from '#shared/wire/seat.ts';
import { JoinCodes } from './joinCodes.ts';
import { MachinePresence } from './presence.ts';
import { MachineTokens } from './tokens.ts';

export { LanDirector, type LanListener } from './lan.ts';
export { Phones } from './phones.ts';

export interface MachinesOptions {
  readonly desk: Desk;
  readonly directory: string;
  /** Whether anybody can sign in here: then a machine by itself only looks (gateway/auth.ts, `machineRole`). */
  readonly hasAccounts: () => boolean;
}

const SYSTEM: Actor = { kind: 'system', id: 'core' };

export class Machines implements Credentials {
  readonly presence: MachinePresence;
  readonly #options: MachinesOptions;
  readonly #tokens: MachineTokens;
  readonly #codes: JoinCodes;

  private constructor(options: MachinesOptions, tokens: MachineTokens) {
    const { desk } = options;
    this.#options = options;
    this.#tokens = tokens;
    this.presence = new MachinePresence(desk.clock);
    this.#codes = new JoinCodes({
      clock: desk.clock,
      onBlocked: (address, untilAt) => {
        const decided = decideLan(desk.world.lan, { kind: 'block', address, untilAt });
        if (decided.ok) void desk.record(decided.value, SYSTEM).durable;
      },
    });
    tokens.sweep((machineId) => this.#isJoined(machineId));
  }

  static open(options: MachinesOptions): Result<Machines> {
    const tokens = MachineTokens.open(options.directory);
    return tokens.ok ? ok(new Machines(options, tokens.value)) : tokens;
  }

  readonly stewards: ExecuteContext['stewards'] = {
    'machine.invite': (body) => this.#invite(body),
    'machine.rename': this.#steward('machine.rename', (command) => ({ kind: 'rename', ...command })),
    'machine.revoke': this.#steward('machine.revoke', (command) => ({ kind: 'revoke', ...command })),
  };

  /** The machine a token belongs to, as long as it is joined. */
  find(token: string | undefined): Account | undefined {
    const machineId = token === undefined ? undefined : this.#tokens.machineOf(token);
    const machine = machineId === undefined ? undefined : this.#world.machines.get(machineId);
    if (machine?.state !== 'joined') return undefined;
    const role = machineRole(machine.role, this.#options.hasAccounts());
    return { id: `machine:${machine.id}`, name: machine.name, role, machineId: machine.id };
  }

  /** Refuses as codes are refused, or `machineNotKept` when the disk takes no token. Resolves when it is in the journal. */
  async join(request: JoinRequest, address: string, station: StationFacts): Promise<Result<JoinAnswer>> {
    const { desk } = this.#options;
    const taken = this.#codes.take(request.code, address);
    if (!taken.ok) return taken;
    const machineId = taken.value;
    const { machineName } = request;
    const decided = decideMachine(this.#world.machines.get(machineId), {
      kind: 'join',
      machineId,
      machineName,
      address,
    });
    if (!decided.ok) return decided;
    const token = this.#tokens.issue(machineId);
    if (token === null) return refuse('machineNotKept', '主机磁盘无法写入，席位机未加入');
    const { name, role } = this.#world.machines.get(machineId)!;
    await desk.record(decided.value, { kind: 'operator', id: `machine:${machineId}`, name, role }).published;
    return ok({ ok: true, machineId, name, role, token, station });
  }

  reports(): MachineReport[] {
    const joined = [...this.#world.machines.values()].filter(({ state }) => state === 'joined');
    return joined.map(({ id }) => this.presence.report(id));
  }

  /** Durable events, in order, as the desk tells them. */
  onEvents(events: readonly StoredEvent[]): void {
    const revoked = events.filter(({ kind }) => kind === 'machine.revoked');
    if (revoked.length === 0) return;
    for (const { body } of revoked) this.#codes.withdraw((body as { machineId: string }).machineId);
    this.#tokens.sweep((machineId) => this.#isJoined(machineId));
  }

  async #invite(input: unknown): Promise<Result<() => Result<Outcome>>> {
    const parsed = MACHINE_COMMAND_BODIES['machine.invite'].safeParse(input);
    if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
    return ok(() => {
      const present = [...this.#world.machines.values()].filter(({ state }) => state !== 'revoked');
      if (present.length >= MACHINES_LIMIT) return refuse('tooManyMachines', `本站已有 ${MACHINES_LIMIT} 台席位机`);
      const machineId = this.#options.desk.newId();
      const joinCode = this.#codes.make(machineId);
      const decided = decideMachine(undefined, {
        kind: 'invite',
        machineId,
        codeUntilAt: joinCode.untilAt,
        ...parsed.data,
      });
      return decided.ok ? ok({ drafts: decided.value, joinCode }) : decided;
    });
  }

  #steward<Kind extends 'machine.rename' | 'machine.revoke'>(
    kind: Kind,
    toCommand: (body: { machineId: string; name: string; reason: string }) => MachineCommand,
  ): Steward {
    return async (input) => {
      const parsed = MACHINE_COMMAND_BODIES[kind].safeParse(input);
      if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
      const body = { name: '', reason: '', ...parsed.data };
      return ok(() => {
        const decided = decideMachine(this.#world.machines.get(body.machineId), toCommand(body));
        return decided.ok ? ok({ drafts: decided.value }) : decided;
      });
    };
  }

  #isJoined(machineId: string): boolean {
    return this.#world.machines.get(machineId)?.state === 'joined';
  }

  get #world() {
    return this.#options.desk.world;
  }
}
