/**
 * One-time join codes: who may still come in, and how often somebody may guess. Held in memory as digests; a core that is
 * started again knows no open code, which costs an administrator one more click and a guesser everything.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '#shared/kit/clock.ts';
import { joinCodeOf, readJoinCode } from '#shared/kit/joinCode.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';

export const CODE_HOLDS_MS = 600_000;
/** Wrong codes from one address, and from all together, before nobody there is heard for `BLOCK_MS`. */
const TRIES_PER_ADDRESS = 5;
const TRIES_IN_ALL = 40;
export const BLOCK_MS = 600_000;

interface Tries {
  readonly wrong: number;
  readonly since: number;
}

const NO_TRIES: Tries = { wrong: 0, since: 0 };

export interface JoinCodesOptions {
  readonly clock: Clock;
  /** Somebody has guessed too often. */
  readonly onBlocked: (address: string, untilAt: number) => void;
}

export class JoinCodes {
  readonly #options: JoinCodesOptions;
  readonly #open = new Map<string, { readonly machineId: string; readonly untilAt: number }>();
  readonly #byAddress = new Map<string, Tries>();
  #inAll = NO_TRIES;

  constructor(options: JoinCodesOptions) {
    this.#options = options;
  }

  make(machineId: string): { readonly code: string; readonly untilAt: number } {
    const untilAt = this.#options.clock() + CODE_HOLDS_MS;
    const code = joinCodeOf(randomBytes(8));
    this.#open.set(digestOf(code), { machineId, untilAt });
    return { code, untilAt };
  }

  withdraw(machineId: string): void {
    for (const [digest, open] of this.#open) if (open.machineId === machineId) this.#open.delete(digest);
  }

  /**
   * The machine that was invited with this code, which is spent with that. Refuses `joinCodeWrong` alike for a code that never
   * was, is spent or is over, and `tooManyTries` without looking once there were too many.
   */
  take(typed: string, address: string): Result<string> {
    const now = this.#options.clock();
    const tries = current(this.#byAddress.get(address), now);
    const inAll = current(this.#inAll, now);
    if (tries.wrong >= TRIES_PER_ADDRESS || inAll.wrong >= TRIES_IN_ALL)
      return refuse('tooManyTries', '加入码错误次数过多，请十分钟后再试');
    for (const [digest, { untilAt }] of this.#open) if (untilAt <= now) this.#open.delete(digest);
    const code = readJoinCode(typed);
    const digest = digestOf(code ?? '');
    const open = code === null ? undefined : this.#open.get(digest);
    if (open) {
      this.#open.delete(digest);
      return ok(open.machineId);
    }
    this.#noteWrong(address, tries, inAll, now);
    return refuse('joinCodeWrong', '加入码不对或已过期，请向主机管理员重新索取');
  }

  #noteWrong(address: string, tries: Tries, inAll: Tries, now: number): void {
    for (const [one, { since }] of this.#byAddress) if (now - since >= BLOCK_MS) this.#byAddress.delete(one);
    const wrong = tries.wrong + 1;
    this.#byAddress.set(address, { wrong, since: now });
    this.#inAll = { wrong: inAll.wrong + 1, since: now };
    const isTooMany = wrong === TRIES_PER_ADDRESS || this.#inAll.wrong === TRIES_IN_ALL;
    if (isTooMany) this.#options.onBlocked(address, now + BLOCK_MS);
    // A guesser with many addresses: nothing is left to be guessed.
    if (this.#inAll.wrong >= TRIES_IN_ALL) this.#open.clear();
  }
}

/** Tries are forgotten `BLOCK_MS` after the last wrong one. A clock that was set back must not block for ever. */
const current = (tries: Tries | undefined, now: number): Tries =>
  tries && now >= tries.since && now - tries.since < BLOCK_MS ? tries : NO_TRIES;

const digestOf = (code: string) => createHash('sha256').update(code).digest('hex');
