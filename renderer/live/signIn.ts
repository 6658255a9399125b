import type {
  SecondFactorOffer,
  SecondFactorSpares,
  ShiftOutcome,
  SignedIn,
  SignInRequest,
} from '#shared/wire/session.ts';
import { asJson, askCore, type CoreDoor, type CoreFault } from './askCore.ts';
import type { Machine } from './machine.ts';
import { Observable } from './observable.ts';
import type { SeatClient } from './seatClient.ts';

export type SignInAnswer =
  /** `shift`: what became of coming on duty in the same step; null: nothing was asked or planned. */
  | { readonly state: 'done'; readonly shift: ShiftOutcome | null }
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  | { readonly state: 'unreachable' };

/** The code of an authenticator where one is asked for, and whether to come on duty with it. */
export type SignInMore = Pick<SignInRequest, 'code' | 'shift'>;

type Failed = Exclude<SignInAnswer, { readonly state: 'done' }>;
/** How it went with something that is one's own; `told` is what the core answered. */
export type OwnAnswer<Told extends object = object> = { readonly state: 'done'; readonly told: Told } | Failed;

const SESSION = '/api/session';
const SECOND_FACTOR = '/api/session/second-factor';
/** Hashing a password takes a core on a slow machine seconds. */
const PATIENCE = { withinMs: 20_000 };
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

  async signIn(loginName: string, password: string, more: SignInMore = {}): Promise<SignInAnswer> {
    const { door } = this.#client;
    const asNobody = door && { url: door.url, token: null };
    const json = { loginName, password, ...more };
    const answer = await askCore(asNobody, SESSION, asJson<SignedIn & { shift?: ShiftOutcome | null }>, {
      method: 'POST',
      json,
      ...PATIENCE,
    });
    if (!answer.ok) return refusedBy(answer.failure);
    const { token, account, shift = null } = answer.value;
    this.#become({ token, account }, false);
    return { state: 'done', shift };
  }

  /** Another password for who is signed in here, who stays so. */
  changePassword(current: string, password: string): Promise<OwnAnswer> {
    return this.#own('PUT', '/api/session/password', { current, password });
  }

  /** What an authenticator is told; nothing is asked for yet. */
  beginSecondFactor(password: string): Promise<OwnAnswer<SecondFactorOffer>> {
    return this.#own('POST', SECOND_FACTOR, { password });
  }

  confirmSecondFactor(code: string): Promise<OwnAnswer<SecondFactorSpares>> {
    return this.#own('PUT', SECOND_FACTOR, { code });
  }

  endSecondFactor(password: string, code: string): Promise<OwnAnswer> {
    return this.#own('DELETE', SECOND_FACTOR, { password, code });
  }

  async #own<Told extends object>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    json: object,
  ): Promise<OwnAnswer<Told>> {
    const answer = await askCore(this.#personsDoor(), path, asJson<Told>, { method, json, ...PATIENCE });
    return answer.ok ? { state: 'done', told: answer.value } : refusedBy(answer.failure);
  }

  /** The seat is the machine's again at once, whether or not the core can be told. */
  async signOut(): Promise<void> {
    const door = this.#personsDoor();
    if (!door) return;
    this.#become(null, false);
    // A session the core cannot be told of is forgotten here and lapses there.
    await askCore(door, SESSION, async () => undefined, { method: 'DELETE' });
  }

  #personsDoor(): CoreDoor | null {
    const { door } = this.#client;
    return this.#person && door && { url: door.url, token: this.#person.token };
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

function refusedBy({ status, code, message }: CoreFault): Failed {
  return status === null ? { state: 'unreachable' } : { state: 'refused', code, message };
}
