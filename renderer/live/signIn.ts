import type { Refusal } from '#shared/kit/result.ts';
import type { SignedIn } from '#shared/wire/session.ts';
import type { Machine } from './machine.ts';
import { Observable } from './observable.ts';
import type { SeatClient } from './seatClient.ts';

export type SignInAnswer =
  | { readonly state: 'done' }
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  | { readonly state: 'unreachable' };

const ANSWER_WITHIN_MS = 20_000;
/** How often moving the mouse is worth telling. */
const ACTIVE_EVERY_MS = 60_000;

/**
 * Who has signed in at this window. The seat shows that person's token as long as it holds, and the machine's own otherwise: so
 * alarms are seen and heard whoever is signed in, or nobody. The token lives in the memory of this page, and of the shell while it
 * runs: who works at a page that crashes and is loaded anew is still at work.
 */
export class SignIn {
  readonly changes = new Observable();
  readonly #client: SeatClient;
  readonly #seatToken: string;
  readonly #keep: Machine['keepSession'];
  #person: SignedIn | null = null;
  #wasEnded = false;
  #toldAt = 0;

  constructor(client: SeatClient, { start, keepSession }: Pick<Machine, 'start' | 'keepSession'>) {
    this.#client = client;
    this.#seatToken = start.token;
    this.#keep = keepSession;
    this.#person = start.session;
  }

  get person(): SignedIn['account'] | null {
    return this.#person?.account ?? null;
  }

  /** The last session was ended by the station, not by whoever sat here. */
  get wasEnded(): boolean {
    return this.#wasEnded;
  }

  async signIn(loginName: string, password: string): Promise<SignInAnswer> {
    const { door } = this.#client;
    if (!door) return { state: 'unreachable' };
    try {
      const response = await fetch(new URL('/api/session', door.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ loginName, password }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const answer = (await response.json()) as Partial<SignedIn> & { code?: string; message?: string };
      const { token, account, code = String(response.status), message = '' } = answer;
      if (!token || !account) return { state: 'refused', code, message };
      this.#become({ token, account }, false);
      return { state: 'done' };
    } catch {
      return { state: 'unreachable' };
    }
  }

  /** Another password for who is signed in here, who stays so. */
  async changePassword(current: string, password: string): Promise<SignInAnswer> {
    const { door } = this.#client;
    if (!this.#person || !door) return { state: 'unreachable' };
    try {
      const response = await fetch(new URL('/api/session/password', door.url), {
        method: 'PUT',
        headers: { authorization: `Bearer ${this.#person.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ current, password }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      if (response.ok) return { state: 'done' };
      const { code = String(response.status), message = '' } = (await response.json()) as Partial<Refusal>;
      return { state: 'refused', code, message };
    } catch {
      return { state: 'unreachable' };
    }
  }

  /** The seat is the machine's again at once, whether or not the core can be told. */
  async signOut(): Promise<void> {
    const { door } = this.#client;
    if (!this.#person || !door) return;
    const { token } = this.#person;
    this.#become(null, false);
    try {
      await fetch(new URL('/api/session', door.url), {
        method: 'DELETE',
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
    } catch {
      // The session is forgotten here and lapses there.
    }
  }

  /** Call it whenever the seat changes: a session that was ended leaves the seat to its machine. */
  watch(): void {
    const { state, refusal } = this.#client.connection;
    if (this.#person && state === 'refused' && refusal?.code === 'unauthorised') this.#become(null, true);
  }

  /** Somebody is there; `now` in local ms. */
  noteActivity(now: number): void {
    if (!this.#person || now - this.#toldAt < ACTIVE_EVERY_MS) return;
    this.#toldAt = now;
    this.#client.tellActive();
  }

  #become(person: SignedIn | null, wasEnded: boolean): void {
    this.#person = person;
    this.#wasEnded = wasEnded;
    this.#keep(person);
    this.#client.showToken(person?.token ?? this.#seatToken);
    this.changes.changed();
  }
}
