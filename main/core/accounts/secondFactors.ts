/**
 * The second factor of an administrator: a secret only his authenticator and this station know, sealed under the station's
 * own, and spare codes for the day the phone is lost. Owns what is begun and not yet shown to work; who is told is Accounts.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Clock } from '#shared/kit/clock.ts';
import { joinCodeOf, readJoinCode, showJoinCode } from '#shared/kit/joinCode.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { SecondFactorOffer } from '#shared/wire/session.ts';
import type { AccountStore } from './store.ts';
import { authenticatorUri, base32, SECRET_BYTES, stepOfCode } from './totp.ts';

const ISSUER = '平安指挥';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SPARE_CODES = 8;
/** Long enough to find the phone. */
const OFFER_HOLDS_MS = 10 * 60_000;

export class SecondFactors {
  readonly #store: AccountStore;
  readonly #clock: Clock;
  readonly #key: Buffer;
  /** By session: one at a time, gone with the core. */
  readonly #offers = new Map<string, { readonly secret: Buffer; readonly untilAt: number }>();

  constructor(store: AccountStore, clock: Clock, stationSecret: Buffer) {
    this.#store = store;
    this.#clock = clock;
    this.#key = Buffer.from(hkdfSync('sha256', stationSecret, '', 'pingan/accounts: second factor', 32));
  }

  isOn(accountId: string): boolean {
    return this.#store.secondFactorOf(accountId) !== undefined;
  }

  /** A new secret for an authenticator. Nothing asks for it until `confirm`. */
  offer(sessionId: string, loginName: string): SecondFactorOffer {
    const now = this.#clock();
    for (const [id, { untilAt }] of this.#offers) if (untilAt <= now) this.#offers.delete(id);
    const secret = randomBytes(SECRET_BYTES);
    this.#offers.set(sessionId, { secret, untilAt: now + OFFER_HOLDS_MS });
    const text = base32(secret);
    return { secret: text, uri: authenticatorUri(text, { issuer: ISSUER, name: loginName }) };
  }

  /** Kept once the authenticator has shown that it works: the spare codes. Fails with `secondFactorNotBegun`, `secondFactorRefused`. */
  confirm(sessionId: string, accountId: string, code: string): Result<readonly string[]> {
    const now = this.#clock();
    const offer = this.#offers.get(sessionId);
    if (!offer || offer.untilAt <= now) return refuse('secondFactorNotBegun', '设置已过时，请重新开始');
    const step = stepOfCode(offer.secret, code, now, 0);
    if (step === null) return WRONG_CODE;
    this.#offers.delete(sessionId);
    const spares = Array.from({ length: SPARE_CODES }, () => joinCodeOf(randomBytes(8)));
    const hashes = spares.map((spare) => hashOf(accountId, spare));
    this.#store.keepSecondFactor(accountId, { sealed: this.#seal(accountId, offer.secret), lastStep: step }, hashes);
    return ok(spares.map(showJoinCode));
  }

  /** Spends the code of the authenticator, or a spare one. */
  spend(accountId: string, typed: string): boolean {
    const row = this.#store.secondFactorOf(accountId);
    const secret = row && this.#open(accountId, row.sealed);
    if (!row || !secret) return false;
    const step = stepOfCode(secret, typed, this.#clock(), row.lastStep);
    if (step !== null) return this.#store.spendStep(accountId, step);
    const spare = readJoinCode(typed);
    return spare !== null && this.#store.spendSpare(accountId, hashOf(accountId, spare));
  }

  remove(accountId: string): void {
    this.#store.dropSecondFactor(accountId);
  }

  /** Those the journal knows nothing of: the core died between the two, and nobody was told that it is on. */
  sweep(isOn: (accountId: string) => boolean): void {
    for (const accountId of this.#store.withSecondFactor()) if (!isOn(accountId)) this.remove(accountId);
  }

  /** AES-256-GCM, bound to the account. */
  #seal(accountId: string, secret: Buffer): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(accountId));
    const body = Buffer.concat([cipher.update(secret), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  /** Null when the station has another secret by now: then no code is right, and an administrator removes it. */
  #open(accountId: string, sealed: Buffer): Buffer | null {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(accountId));
    try {
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    } catch {
      return null;
    }
  }
}

export const WRONG_CODE = refuse('secondFactorRefused', '验证码不对或已用过，请等下一个');

/** Forty random bits each: nothing to be gained by a slow hash. */
const hashOf = (accountId: string, spare: string): string =>
  createHash('sha256').update(`${accountId} ${spare}`).digest('hex');
