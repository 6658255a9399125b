/**
 * What somebody signed in changes about himself: his password, his second factor. Each step asks for what he knows again, by
 * the same counts as a sign-in, so that a seat left open is no way to keep an account.
 */
import { type AccountEventBody, type AccountState, accountStream } from '#shared/domain/account.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { SecondFactorOffer } from '#shared/wire/session.ts';
import { SIGN_IN_REFUSED, type SignInFailure } from './failures.ts';
import type { SecondFactors } from './secondFactors.ts';
import { WRONG_CODE } from './secondFactors.ts';
import { judgeAndHash } from './stewards.ts';

/** Of a session; no other token has a password. */
interface Bearer {
  readonly sessionId?: string;
}

export interface OwnSecretsParts {
  readonly secondFactors: SecondFactors;
  /** Whose session it is, while both are there. */
  holder(sessionId: string | undefined): AccountState | undefined;
  /** Takes one attempt, until `proved` gives it back; fails when the password is wrong or it may not be tried. */
  prove(state: AccountState, password: string, address: string): Promise<Result<void, SignInFailure>>;
  proved(state: AccountState, address: string): void;
  hash(password: string): Promise<Result<string>>;
  keepPassword(accountId: string, phc: string): void;
  noteRefused(accountId: string, address: string): void;
  record(drafts: Draft[], actor: Actor): Promise<void>;
}

export class OwnSecrets {
  readonly #parts: OwnSecretsParts;

  constructor(parts: OwnSecretsParts) {
    this.#parts = parts;
  }

  /**
   * Another password, with the one he has. His other sessions end, this one stays. Fails with `noSession`, `tooManyAttempts`,
   * `signInBusy`, `signInRefused` for a wrong present password, `weakPassword`.
   */
  async changePassword(
    { sessionId }: Bearer,
    { current, password, address }: { current: string; password: string; address: string },
  ): Promise<Result<void, SignInFailure>> {
    const state = this.#parts.holder(sessionId);
    if (!state || sessionId === undefined) return NO_SESSION;
    const proved = await this.#parts.prove(state, current, address);
    if (!proved.ok) return proved;
    this.#parts.proved(state, address);
    const hashed = await judgeAndHash(password, [state.loginName, state.name], this.#parts);
    if (!hashed.ok) return hashed;
    // While it was hashed, the account may have gone or the session have been ended.
    if (!this.#parts.holder(sessionId)) return SIGN_IN_REFUSED;
    this.#parts.keepPassword(state.id, hashed.value);
    await this.#tell(state, 'account.passwordSet', { accountId: state.id, keptSessionId: sessionId });
    return ok(undefined);
  }

  /** Fails with `noSession`, `secondFactorRole`, `secondFactorOn`, and as `changePassword` for the password. */
  async beginSecondFactor(
    { sessionId }: Bearer,
    { password, address }: { password: string; address: string },
  ): Promise<Result<SecondFactorOffer, SignInFailure>> {
    const state = this.#parts.holder(sessionId);
    if (!state || sessionId === undefined) return NO_SESSION;
    // Nobody who answers alarms is kept from it because a phone is empty.
    if (state.role !== 'admin') return refuse('secondFactorRole', '二次验证只用于管理员账号');
    if (this.#parts.secondFactors.isOn(state.id)) return refuse('secondFactorOn', '二次验证已开启');
    const proved = await this.#parts.prove(state, password, address);
    if (!proved.ok) return proved;
    this.#parts.proved(state, address);
    return ok(this.#parts.secondFactors.offer(sessionId, state.loginName));
  }

  /** The spare codes. Fails with `noSession`, `secondFactorNotBegun`, `secondFactorRefused`. */
  async confirmSecondFactor({ sessionId }: Bearer, code: string): Promise<Result<readonly string[], SignInFailure>> {
    const state = this.#parts.holder(sessionId);
    if (!state || sessionId === undefined) return NO_SESSION;
    const spares = this.#parts.secondFactors.confirm(sessionId, state.id, code);
    if (spares.ok) await this.#tell(state, 'account.secondFactorSet', { accountId: state.id });
    return spares;
  }

  /** Fails with `noSession`, `secondFactorOff`, `secondFactorRefused`, and as `changePassword` for the password. */
  async endSecondFactor(
    { sessionId }: Bearer,
    { password, code, address }: { password: string; code: string; address: string },
  ): Promise<Result<void, SignInFailure>> {
    const state = this.#parts.holder(sessionId);
    if (!state) return NO_SESSION;
    if (!this.#parts.secondFactors.isOn(state.id)) return refuse('secondFactorOff', '这个账号没有开启二次验证');
    const proved = await this.#parts.prove(state, password, address);
    if (!proved.ok) return proved;
    if (!this.#parts.secondFactors.spend(state.id, code)) {
      this.#parts.noteRefused(state.id, address);
      return WRONG_CODE;
    }
    this.#parts.proved(state, address);
    await this.#tell(state, 'account.secondFactorRemoved', { accountId: state.id, reason: null });
    return ok(undefined);
  }

  #tell<Kind extends keyof AccountEventBody>(
    { id, name, role }: AccountState,
    kind: Kind,
    body: AccountEventBody[Kind],
  ) {
    return this.#parts.record([{ stream: accountStream(id), kind, body }], { kind: 'operator', id, name, role });
  }
}

const NO_SESSION = refuse('noSession', '这个令牌不是登录得到的，没有密码可改');
