/**
 * Phones of the field: invited at the desk for one unit, joined with a one-time code, speaking with a token for that unit and
 * nothing else, revoked from the unit's card. The same codes and the same store of hashes as joined machines have.
 */
import type { ExecuteContext, Outcome } from '#main/core/desk/command.ts';
import type { Desk } from '#main/core/desk/desk.ts';
import type { Account, Credentials } from '#main/core/gateway/auth.ts';
import type { Actor, StoredEvent } from '#shared/domain/event.ts';
import { decideLan } from '#shared/domain/lan.ts';
import { decidePhone, PHONE_COMMAND_BODIES, type UnitPhone } from '#shared/domain/unitPhone.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { StationFacts } from '#shared/wire/seat.ts';
import type { PhoneDoor, WorkerJoin, WorkerJoined } from '#shared/wire/workerPage.ts';
import { JoinCodes } from './joinCodes.ts';
import { MachineTokens } from './tokens.ts';

export interface PhonesOptions {
  readonly desk: Desk;
  readonly directory: string;
  readonly door: () => PhoneDoor;
}

const FILE = 'phones.json';
const SYSTEM: Actor = { kind: 'system', id: 'core' };

export class Phones implements Credentials {
  readonly #options: PhonesOptions;
  readonly #tokens: MachineTokens;
  readonly #codes: JoinCodes;

  private constructor(options: PhonesOptions, tokens: MachineTokens) {
    const { desk } = options;
    this.#options = options;
    this.#tokens = tokens;
    this.#codes = new JoinCodes({
      clock: desk.clock,
      onBlocked: (address, untilAt) => {
        const decided = decideLan(desk.world.lan, { kind: 'block', address, untilAt });
        if (decided.ok) void desk.record(decided.value, SYSTEM).durable;
      },
    });
    this.#sweep();
  }

  static open(options: PhonesOptions): Result<Phones> {
    const tokens = MachineTokens.open(options.directory, FILE);
    return tokens.ok ? ok(new Phones(options, tokens.value)) : tokens;
  }

  readonly stewards: ExecuteContext['stewards'] = {
    'worker.invite': (body) => this.#invite(body),
    'worker.revoke': (body) => this.#revoke(body),
  };

  /** The unit a phone's token speaks for, as long as the phone is joined and the unit is enrolled. */
  find(token: string | undefined): Account | undefined {
    const phoneId = token === undefined ? undefined : this.#tokens.machineOf(token);
    const held = phoneId === undefined ? undefined : this.#holderOf(phoneId);
    if (held?.phone.state !== 'joined') return undefined;
    return { id: `phone:${held.phone.id}`, name: held.name, role: 'worker', unitId: held.unitId };
  }

  /** Refuses as codes are refused, or `phoneNotKept` when the disk takes no token. Resolves when it is in the journal. */
  async join({ code, model }: WorkerJoin, address: string, station: StationFacts): Promise<Result<WorkerJoined>> {
    const { desk } = this.#options;
    const taken = this.#codes.take(code, address);
    if (!taken.ok) return taken;
    const phoneId = taken.value;
    const held = this.#holderOf(phoneId);
    // Withdrawn, or its unit has gone, in the minutes the code was open.
    if (!held) return refuse('joinCodeWrong', '加入码不对或已过期，请向值班台重新索取');
    const unit = desk.world.units.get(held.unitId)!;
    const decided = decidePhone(unit, { kind: 'join', phoneId, model, address }, desk.clock());
    if (!decided.ok) return decided;
    const token = this.#tokens.issue(phoneId);
    if (token === null) return refuse('phoneNotKept', '主机磁盘无法写入，手机未加入');
    const actor: Actor = { kind: 'unit', id: unit.id, name: unit.name, role: 'worker' };
    await desk.record(decided.value, actor).published;
    const { id, name, realm } = station;
    return ok({ ok: true, phoneId, unitId: unit.id, unitName: unit.name, token, station: { id, name, realm } });
  }

  /** Durable events, in order, as the desk tells them. */
  onEvents(events: readonly StoredEvent[]): void {
    const revoked = events.filter(({ kind }) => kind === 'unit.phoneRevoked');
    for (const { body } of revoked) this.#codes.withdraw((body as { phoneId: string }).phoneId);
    if (revoked.length > 0 || events.some(({ kind }) => kind === 'unit.retired')) this.#sweep();
  }

  async #invite(input: unknown): Promise<Result<() => Result<Outcome>>> {
    const parsed = PHONE_COMMAND_BODIES['worker.invite'].safeParse(input);
    if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
    return ok(() => {
      const { desk, door } = this.#options;
      const unit = desk.world.units.get(parsed.data.unitId);
      if (!unit) return refuse('unknownUnit', `没有登记力量 ${parsed.data.unitId}`);
      const phoneId = desk.newId();
      const joinCode = this.#codes.make(phoneId);
      const command = { kind: 'invite', phoneId, codeUntilAt: joinCode.untilAt } as const;
      const decided = decidePhone(unit, command, desk.clock());
      if (decided.ok) return ok({ drafts: decided.value, joinCode: { ...joinCode, door: door() } });
      this.#codes.withdraw(phoneId);
      return decided;
    });
  }

  async #revoke(input: unknown): Promise<Result<() => Result<Outcome>>> {
    const parsed = PHONE_COMMAND_BODIES['worker.revoke'].safeParse(input);
    if (!parsed.success) return refuse('badBody', describeIssue(parsed.error));
    return ok(() => {
      const { desk } = this.#options;
      const { unitId, phoneId, reason } = parsed.data;
      const unit = desk.world.units.get(unitId);
      if (!unit) return refuse('unknownUnit', `没有登记力量 ${unitId}`);
      const decided = decidePhone(unit, { kind: 'revoke', phoneId, reason }, desk.clock());
      return decided.ok ? ok({ drafts: decided.value }) : decided;
    });
  }

  #holderOf(phoneId: string): { unitId: string; name: string; phone: UnitPhone } | undefined {
    for (const { id, name, phones } of this.#options.desk.world.units.values()) {
      const phone = phones?.find((one) => one.id === phoneId);
      if (phone) return { unitId: id, name, phone };
    }
    return undefined;
  }

  #sweep(): void {
    this.#tokens.sweep((phoneId) => this.#holderOf(phoneId) !== undefined);
  }
}
