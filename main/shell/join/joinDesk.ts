/**
 * Joining and leaving a host from this machine's window or command line. Owns what was wanted and what is kept; the shell is
 * told when this machine has become a seat, or is none any more.
 */
import { hostname } from 'node:os';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { isSameFingerprint } from '#shared/kit/hostIdentity.ts';
import type { HostLook, JoinedHost, JoinResult, JoinStart, JoinWish } from '#shared/wire/join.ts';
import { joinHost, lookAtHost } from './joinHost.ts';
import { forgetHost, type JoinRecord, type Sealer, writeJoinRecord, writeToken } from './joinRecord.ts';

/** From the command line: `--join host:port --code CODE --fingerprint DIGITS`. */
export interface JoinAsked {
  readonly address: string;
  readonly code: string | null;
  readonly fingerprint: string | null;
}

export interface JoinDeskOptions {
  readonly shellFolder: string;
  readonly asked: JoinAsked | null;
  readonly mayJoin: boolean;
  readonly sealer: Sealer;
  readonly now: () => number;
  readonly onJoined: (record: JoinRecord, token: string, isTokenInFile: boolean) => void;
  readonly onLeft: () => void;
}

export class JoinDesk {
  readonly #options: JoinDeskOptions;
  #wanted: JoinStart['wanted'];

  constructor(options: JoinDeskOptions) {
    this.#options = options;
    const { asked } = options;
    this.#wanted = asked && { address: asked.address, code: asked.code ?? '', problem: null };
  }

  start(joined: JoinedHost | null): JoinStart {
    return { joined, wanted: joined ? null : this.#wanted, mayJoin: this.#options.mayJoin };
  }

  /** The host is known, the token is not any more: the system does not open it, or it is gone. */
  wantAgain(address: string): void {
    this.#wanted = { address, code: '', problem: TOKEN_LOST };
  }

  /**
   * Joins without a question when the command line says by which fingerprint: that comparison has been made by whoever wrote
   * it there. Anything in the way is shown in the window.
   */
  async joinAsAsked(): Promise<void> {
    const { asked } = this.#options;
    if (!asked?.code || !asked.fingerprint) return;
    const look = await lookAtHost(asked.address);
    const problem = look.ok ? await this.#joinIfSame(look.value, asked.fingerprint, asked.code) : look.reason;
    if (problem) this.#isInTheWay(problem);
  }

  look(address: string): Promise<JoinResult<HostLook>> {
    return lookAtHost(address);
  }

  async join(wish: JoinWish): Promise<JoinResult<null>> {
    const { mayJoin, shellFolder, sealer, now, onJoined } = this.#options;
    if (!mayJoin) return { ok: false, code: 'isHost', reason: IS_HOST };
    const joined = await joinHost(wish, machineNameOf(hostname()), now());
    if (!joined.ok) return joined;
    const { record, token } = joined.value;
    // The token first: a record without one would start a seat that can never speak.
    const { isTokenInFile } = writeToken(shellFolder, token, sealer);
    writeJoinRecord(shellFolder, record);
    this.#wanted = null;
    onJoined(record, token, isTokenInFile);
    return { ok: true, value: null };
  }

  leave(): void {
    forgetHost(this.#options.shellFolder);
    this.#options.onLeft();
  }

  /** What stood in the way, or null. */
  async #joinIfSame({ address, fingerprint }: HostLook, expected: string, code: string): Promise<Bilingual | null> {
    if (!isSameFingerprint(expected, fingerprint)) return OTHER_FINGERPRINT;
    const joined = await this.join({ address, fingerprint, code });
    return joined.ok ? null : joined.reason;
  }

  #isInTheWay(problem: Bilingual): void {
    process.stderr.write(`未加入主机 / The host was not joined: ${problem.zh} / ${problem.en}\n`);
    if (this.#wanted) this.#wanted = { ...this.#wanted, problem };
  }
}

const machineNameOf = (name: string) => name.trim().slice(0, 60) || 'seat';

const OTHER_FINGERPRINT: Bilingual = {
  zh: '应答主机的指纹与启动参数给出的不同，加入码没有发出',
  en: 'The host that answered has another fingerprint than the one given at the start; the code was not sent',
};

const TOKEN_LOST: Bilingual = {
  zh: '本机的席位令牌无法读取，请向主机管理员索取加入码重新加入',
  en: 'This machine’s seat token cannot be read; ask the host’s administrator for a join code to join again',
};

const IS_HOST: Bilingual = {
  zh: '本机按 station.json 运行自己的站点，不能加入其他主机',
  en: 'This machine runs a station of its own by station.json and cannot join another host',
};
