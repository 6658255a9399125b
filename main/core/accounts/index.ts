/**
 * The people of this station: their passwords, their sessions, and what they were refused. The journal says what happened to
 * accounts and the world who there is; this owns what neither may hold.
 */
import type { ExecuteContext, Sender } from '#main/core/desk/command.ts';
import type { Account, Credentials } from '#main/core/gateway/auth.ts';
import {
  type AccountEventBody,
  type AccountState,
  accountStream,
  findByLogin,
  type SessionEnd,
} from '#shared/domain/account.ts';
import type { Actor, Draft, StoredEvent } from '#shared/domain/event.ts';
import type { World } from '#shared/domain/world.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { SignedIn, SignInState, StationSession } from '#shared/wire/session.ts';
import { Attempts, placeOf } from './attempts.ts';
import { SIGN_IN_REFUSED, type SignInFailure, tooManyAttempts } from './failures.ts';
import { OwnSecrets } from './ownSecrets.ts';
import { Passwords } from './passwords.ts';
import { RefusalLog, type Refused } from './refusalLog.ts';
import { SecondFactors, WRONG_CODE } from './secondFactors.ts';
import { Sessions } from './sessions.ts';
import { SignInRefusals } from './signInRefusals.ts';
import { accountStewards } from './stewards.ts';
import { AccountStore, type Session } from './store.ts';

export type { SignInFailure } from './failures.ts';

export interface AccountsOptions {
  readonly directory: string;
  readonly realm: 'live' | 'drill';
  readonly secret: Buffer;
  readonly clock: Clock;
  readonly world: World;
  newId(): string;
  /** Records what was decided here. Resolves when it is on disk and everybody has been told. */
  record(drafts: Draft[], actor: Actor): Promise<void>;
}

const CORE: Actor = { kind: 'system', id: 'core' };

export class Accounts implements Credentials {
  readonly stewards: ExecuteContext['stewards'];
  /** What whoever is signed in changes about himself. */
  readonly own: OwnSecrets;
  readonly #options: AccountsOptions;
  readonly #store: AccountStore;
  readonly #passwords: Passwords;
  readonly #sessions: Sessions;
  readonly #secondFactors: SecondFactors;
  readonly #attempts: Attempts;
  readonly #refusals: RefusalLog;
  readonly #signInRefusals: SignInRefusals;
  #withPassword: ReadonlySet<string>;

  private constructor(options: AccountsOptions, store: AccountStore) {
    const { clock, world } = options;
    const record = (drafts: Draft[], actor: Actor) => void options.record(drafts, actor);
    store.sweep((id) => world.accounts.has(id));
    this.#options = options;
    this.#store = store;
    this.#passwords = new Passwords(options.secret);
    this.#sessions = new Sessions(store, clock);
    this.#secondFactors = new SecondFactors(store, clock, options.secret);
    this.#secondFactors.sweep((id) => world.accounts.get(id)?.secondFactorAt !== undefined);
    this.#attempts = new Attempts(clock);
    this.#refusals = new RefusalLog(clock, record);
    this.#signInRefusals = new SignInRefusals(clock, (drafts) => record(drafts, CORE));
    this.#withPassword = store.withPassword();
    this.stewards = accountStewards({
      world,
      newId: options.newId,
      hash: (password) => this.#passwords.hash(password),
      keepPassword: (accountId, phc) => this.#keepPassword(accountId, phc),
      mayMakeFirstAdmin: (sender) => this.mayMakeFirstAdmin(sender),
      findSession: (id) => this.#sessions.get(id),
    });
    this.own = new OwnSecrets({
      secondFactors: this.#secondFactors,
      holder: (sessionId) => this.#holder(sessionId),
      prove: (state, password, address) => this.#prove(state, password, address),
      proved: ({ loginName }, address) => this.#attempts.succeeded(loginName, address),
      hash: (password) => this.#passwords.hash(password),
      keepPassword: (accountId, phc) => this.#keepPassword(accountId, phc),
      noteRefused: (accountId, address) => this.#signInRefusals.note(accountId, address),
      record: options.record,
    });
  }

  /** Fails with `accounts` when their file cannot be opened. */
  static open(options: AccountsOptions): Result<Accounts> {
    const store = AccountStore.open(options.directory);
    return store.ok ? ok(new Accounts(options, store.value)) : store;
  }

  /**
   * `required`: seats of machines only look until somebody signs in. `unset`: nobody can sign in here, so that nobody is kept
   * from answering an alarm for want of a password. `off`: a drill.
   */
  get signInState(): SignInState {
    if (this.#options.realm === 'drill') return 'off';
    return this.#someone(() => true) ? 'required' : 'unset';
  }

  /** From this machine's own seat, while no administrator of the whole station can sign in: the first one, or one after a loss. */
  mayMakeFirstAdmin(sender: Pick<Sender, 'machine'>): boolean {
    return sender.machine === 'own' && !this.#someone(({ role, scope }) => role === 'admin' && scope === null);
  }

  find(token: string | undefined): Account | undefined {
    const session = token === undefined ? undefined : this.#sessions.find(token);
    const state = session && this.#options.world.accounts.get(session.accountId);
    if (!session || !state || state.locked || this.#sessions.isIdle(session, state.role)) return undefined;
    const { id, name, role, scope } = state;
    return { id, name, role, sessionId: session.id, ...(scope !== null && { scope }) };
  }

  /** A session that does something does not lapse. Not for what a window asks by itself. */
  noteActivity({ sessionId }: Account): void {
    if (sessionId !== undefined) this.#sessions.touch(sessionId);
  }

  /**
   * Fails with `tooManyAttempts` (`retryAfterMs` in the answer), `signInBusy`, `signInRefused` for a wrong name and a wrong password
   * alike, and only for who knows the password with `accountLocked`, `secondFactorNeeded` where `code` is missing, and
   * `secondFactorRefused` where it is wrong.
   */
  async signIn(
    loginName: string,
    password: string,
    address: string,
    code?: string,
  ): Promise<Result<SignedIn, SignInFailure>> {
    const { world, clock } = this.#options;
    const name = loginName.trim().toLowerCase();
    const state = findByLogin(world.accounts, name);
    const isKnown = state !== undefined && this.#store.isKnownPlace(state.id, placeOf(address));
    const refused = (failure: SignInFailure) => {
      this.#signInRefusals.note(state?.id ?? null, address);
      return { ok: false, failure } as const;
    };
    const waitMs = this.#attempts.take(name, address, isKnown);
    if (waitMs > 0) return refused(tooManyAttempts(waitMs));
    const checked = await this.#passwords.isRight(state && this.#store.passwordOf(state.id), password);
    if (!checked.ok) return refused(checked.failure);
    if (!checked.value) return refused(SIGN_IN_REFUSED.failure);
    // While the password was looked at, the account may have gone or been locked.
    const present = state && world.accounts.get(state.id);
    if (!present) return refused(SIGN_IN_REFUSED.failure);
    // Who is asked for a code has done nothing wrong yet, and nothing that wipes out wrong codes before it.
    if (!present.locked && this.#secondFactors.isOn(present.id)) {
      if (code === undefined) {
        this.#attempts.giveBack(name, address, isKnown);
        return SECOND_FACTOR_NEEDED;
      }
      if (!this.#secondFactors.spend(present.id, code)) return refused(WRONG_CODE.failure);
    }
    this.#attempts.succeeded(name, address);
    if (present.locked) return refused(refuse('accountLocked', `账号已锁定：${present.locked.reason}`).failure);
    this.#store.keepPlace(present.id, placeOf(address), clock());
    const { token, session } = this.#sessions.open(present.id, address);
    for (const oldest of this.#sessions.ofAccount(present.id).slice(0, -MOST_SESSIONS))
      this.#end(oldest, 'revoked', CORE);
    const body: AccountEventBody['account.signedIn'] = { accountId: present.id, sessionId: session.id, address };
    await this.#options.record(
      [{ stream: accountStream(present.id), kind: 'account.signedIn', body }],
      actorOf(present),
    );
    const { id, name: called, role, scope } = present;
    return ok({ token, account: { id, name: called, role, scope } });
  }

  /** Nothing happens for an account that is no session. */
  signOut({ sessionId }: Account): void {
    const session = sessionId === undefined ? undefined : this.#sessions.get(sessionId);
    const state = session && this.#options.world.accounts.get(session.accountId);
    if (session && state) this.#end(session, 'signOut', actorOf(state));
  }

  /** Who is signed in where, oldest first. */
  sessions(): StationSession[] {
    return this.#sessions.all().map(({ id, accountId, openedAt, seenAt, address }) => ({
      ...{ id, accountId, openedAt, seenAt, address },
    }));
  }

  /** Somebody was not allowed to. */
  refused(refused: Refused): void {
    this.#refusals.note(refused);
  }

  /** Durable events, in order, as the desk tells them: what changes an account ends its sessions. */
  onEvents(events: readonly StoredEvent[]): void {
    for (const event of events) {
      const because = ENDING[event.kind];
      if (because === undefined) continue;
      const { accountId, sessionId, keptSessionId } = event.body as {
        accountId: string;
        sessionId?: string | null;
        keptSessionId?: string;
      };
      const ended = this.#sessions
        .ofAccount(accountId)
        .filter(({ id }) => (sessionId == null || id === sessionId) && id !== keptSessionId);
      for (const session of ended) this.#end(session, because, event.actor);
      if (event.kind === 'account.removed') this.#sweep();
    }
    for (const { kind, body } of events)
      if (kind === 'account.secondFactorRemoved')
        this.#secondFactors.remove((body as AccountEventBody['account.secondFactorRemoved']).accountId);
  }

  /** Ends idle sessions and tells what was counted. Call it as often as you like. */
  tick(): void {
    this.#refusals.tick();
    this.#signInRefusals.tick();
    for (const session of this.#sessions.all()) {
      const state = this.#options.world.accounts.get(session.accountId);
      if (state && this.#sessions.isIdle(session, state.role)) this.#end(session, 'idle', CORE);
    }
  }

  close(): void {
    this.#refusals.flush();
    this.#signInRefusals.flush();
    this.#store.close();
  }

  #someone(is: (state: AccountState) => boolean): boolean {
    const { accounts } = this.#options.world;
    return [...accounts.values()].some((state) => !state.locked && this.#withPassword.has(state.id) && is(state));
  }

  #holder(sessionId: string | undefined): AccountState | undefined {
    const session = sessionId === undefined ? undefined : this.#sessions.get(sessionId);
    return session && this.#options.world.accounts.get(session.accountId);
  }

  async #prove(state: AccountState, password: string, address: string): Promise<Result<void, SignInFailure>> {
    const waitMs = this.#attempts.take(state.loginName, address, true);
    if (waitMs > 0) return { ok: false, failure: tooManyAttempts(waitMs) };
    const checked = await this.#passwords.isRight(this.#store.passwordOf(state.id), password);
    if (!checked.ok) return checked;
    if (!checked.value) {
      this.#signInRefusals.note(state.id, address);
      return SIGN_IN_REFUSED;
    }
    return ok(undefined);
  }

  #end(session: Session, because: SessionEnd, actor: Actor): void {
    this.#sessions.end(session);
    const { accountId, id: sessionId } = session;
    const body: AccountEventBody['account.signedOut'] = { accountId, sessionId, because };
    void this.#options.record([{ stream: accountStream(accountId), kind: 'account.signedOut', body }], actor);
  }

  #keepPassword(accountId: string, phc: string): void {
    this.#store.keepPassword(accountId, phc);
    this.#withPassword = this.#store.withPassword();
  }

  #sweep(): void {
    this.#store.sweep((id) => this.#options.world.accounts.has(id));
    this.#withPassword = this.#store.withPassword();
  }
}

/** Somebody signed in at more places than this has left some of them. */
const MOST_SESSIONS = 8;

const SECOND_FACTOR_NEEDED = refuse('secondFactorNeeded', '请输入验证器上的六位验证码');

const ENDING: Readonly<Record<string, SessionEnd>> = {
  'account.changed': 'changed',
  'account.passwordSet': 'passwordSet',
  'account.locked': 'locked',
  'account.removed': 'removed',
  'account.sessionsRevoked': 'revoked',
};

const actorOf = ({ id, name, role }: AccountState): Actor => ({ kind: 'operator', id, name, role });
