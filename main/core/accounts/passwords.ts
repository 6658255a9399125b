/** Argon2id with the parameters of OWASP (19 MiB, 2 passes, 1 lane), peppered with a key of the station. */

import { hkdfSync } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { ok, type Result, refuse } from '#shared/kit/result.ts';

/** `Algorithm.Argon2id`; the enum of the package is a const one, which type stripping cannot read. */
const ARGON2ID = 2;
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;
/** Each takes a thread and 19 MiB: as many at once as leave the rest of the core its threads. */
const AT_ONCE = 2;
const WAITING = 32;

/** What nobody's password is held against: of the same cost, so that an unknown name takes as long as a known one. */
const DECOY = '$argon2id$v=19$m=19456,t=2,p=1$cGluZ2FuLW5vYm9keS0xNg$ZtORKGbfaRCPRr7l6HTtIifhw8RMAzksJuQxM0c+poM';

export class Passwords {
  readonly #secret: Buffer;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(stationSecret: Buffer) {
    this.#secret = Buffer.from(hkdfSync('sha256', stationSecret, '', 'pingan/accounts: pepper', 32));
  }

  /** A PHC string. `busy` when too many are waiting already. */
  hash(password: string): Promise<Result<string>> {
    return this.#inTurn(() => hash(normal(password), { ...COST, secret: this.#secret }));
  }

  /** Takes as long for an account that does not exist (`kept` undefined) as for one that does. */
  async isRight(kept: string | undefined, password: string): Promise<Result<boolean>> {
    const against = kept ?? DECOY;
    const checked = await this.#inTurn(() => verify(against, normal(password), { secret: this.#secret }));
    return checked.ok ? ok(checked.value && kept !== undefined) : checked;
  }

  async #inTurn<Value>(work: () => Promise<Value>): Promise<Result<Value>> {
    if (this.#running >= AT_ONCE) {
      if (this.#waiting.length >= WAITING) return refuse('signInBusy', '同时登录的人太多，请稍后再试');
      // Whoever has done hands the place over: `#running` stays as it is.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running += 1;
    try {
      return ok(await work());
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

/** The same word typed on another keyboard is the same password. */
const normal = (password: string): string => password.normalize('NFKC');
