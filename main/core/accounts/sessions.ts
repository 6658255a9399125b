/** Who is signed in. Tokens are 256 random bits, kept as hashes; a session survives a restart of the core and ends when idle. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { AccountRole } from '#shared/domain/account.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { AccountStore, Session } from './store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Longer than a shift with its hand-over: a duty seat is never found signed out by an alarm. Null: never. */
export const IDLE_LIMIT_MS: Readonly<Record<AccountRole, number | null>> = {
  duty: 26 * HOUR_MS,
  leader: 26 * HOUR_MS,
  wall: null,
  director: 12 * HOUR_MS,
  admin: 15 * MINUTE_MS,
  auditor: 15 * MINUTE_MS,
};
/** How exactly it is written down when somebody was last active. */
const SEEN_EVERY_MS = 20_000;

export class Sessions {
  readonly #store: AccountStore;
  readonly #clock: Clock;
  readonly #byHash = new Map<string, Session>();

  constructor(store: AccountStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    for (const session of store.sessions()) this.#byHash.set(session.tokenHash, session);
  }

  open(accountId: string, address: string): { token: string; session: Session } {
    const token = randomBytes(32).toString('base64url');
    const now = this.#clock();
    const session = { id: randomUUID(), accountId, tokenHash: hashOf(token), openedAt: now, seenAt: now, address };
    this.#store.keepSession(session);
    this.#byHash.set(session.tokenHash, session);
    return { token, session };
  }

  /** By what a seat or a program shows. Looks a hash up: the time it takes says nothing about any token. */
  find(token: string): Session | undefined {
    return this.#byHash.get(hashOf(token));
  }

  get(id: string): Session | undefined {
    return this.all().find((session) => session.id === id);
  }

  all(): Session[] {
    return [...this.#byHash.values()];
  }

  /** In order of opening. */
  ofAccount(accountId: string): Session[] {
    return this.all()
      .filter((session) => session.accountId === accountId)
      .sort((one, other) => one.openedAt - other.openedAt);
  }

  isIdle({ seenAt }: Session, role: AccountRole): boolean {
    const limitMs = IDLE_LIMIT_MS[role];
    return limitMs !== null && this.#clock() - seenAt > limitMs;
  }

  touch(id: string): void {
    const session = this.get(id);
    const now = this.#clock();
    if (!session || Math.abs(now - session.seenAt) < SEEN_EVERY_MS) return;
    const seen = { ...session, seenAt: now };
    this.#byHash.set(seen.tokenHash, seen);
    this.#store.keepSession(seen);
  }

  end(session: Session): void {
    this.#byHash.delete(session.tokenHash);
    this.#store.dropSession(session.id);
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
