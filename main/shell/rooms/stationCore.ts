/**
 * The core the station's windows speak to: this machine's own, or the host it is a seat of. Owns which one it is, where it is, its
 * scene pack and the seat this machine has there. Windows and sound are told, and are not known here.
 */
import { randomBytes } from 'node:crypto';
import type { Realm } from '#shared/domain/event.ts';
import type { CoreWhereabouts, WindowStart } from '#shared/wire/bridge.ts';
import type { UnansweredAlarm } from '#shared/wire/host.ts';
import type { JoinStart } from '#shared/wire/join.ts';
import { bothOf, complain, say } from '../console.ts';
import type { CoreReady } from '../core/coreMessages.ts';
import type { CoreSupervisor } from '../core/coreSupervisor.ts';
import { createCoreHost, directorSeat } from '../coreHost.ts';
import { shellFolderOf } from '../dataFolder.ts';
import type { CertificatePin } from '../join/certificatePin.ts';
import { urlOfHost } from '../join/hostAddress.ts';
import { JoinDesk } from '../join/joinDesk.ts';
import { JoinedSeat } from '../join/joinedSeat.ts';
import { type JoinRecord, readToken } from '../join/joinRecord.ts';
import { systemSealer } from '../join/systemSealer.ts';
import type { Places } from '../places.ts';
import type { Launch } from '../prepare.ts';
import { OpenedPack } from '../protocols/openedPack.ts';
import { corePack, type ServedPack, withOtherRuntime } from '../protocols/otherRuntime.ts';

/** Why every page is to be loaded anew: this machine became a seat, its core has another address, other scene data. */
export type MoveReason = 'joined' | 'address' | 'scene' | 'hostScene';

export interface StationCoreOptions {
  readonly launch: Launch;
  readonly places: Places;
  readonly onWhereabouts: (core: CoreWhereabouts) => void;
  readonly onRealm: (realm: Realm) => void;
  readonly onPulse: (unanswered: readonly UnansweredAlarm[], reportAt: number | null) => void;
  readonly onMoved: (why: MoveReason) => void;
  /** The core has come up: what is known of its scene may have changed. */
  readonly onReady: () => void;
  readonly startAgain: () => void;
}

export class StationCore {
  readonly joinDesk: JoinDesk;
  readonly #options: StationCoreOptions;
  /** This machine's own seats: 256 bits each, made anew at each start, never written anywhere. */
  readonly #seatToken = newToken();
  readonly #wallToken = newToken();
  readonly #directorToken = newToken();
  readonly #pack = new OpenedPack(complain);
  #supervisor: CoreSupervisor | null = null;
  /** Instead of a core of our own: the host this machine is a seat of. */
  #seat: JoinedSeat | null = null;
  #url: string | null = null;
  #realm: Realm;
  #packDirectory: string | null = null;

  constructor(options: StationCoreOptions) {
    this.#options = options;
    const { options: asked, dataFolder, station } = options.launch;
    this.#realm = station.realm;
    this.joinDesk = new JoinDesk({
      shellFolder: shellFolderOf(dataFolder),
      asked: asked.join,
      mayJoin: asked.configFile === null,
      sealer: systemSealer,
      now: Date.now,
      onJoined: (...joined) => this.#becomeSeat(...joined),
      onLeft: options.startAgain,
    });
  }

  get whereabouts(): CoreWhereabouts {
    return this.#seat?.whereabouts ?? this.#supervisor?.whereabouts ?? { state: 'starting', url: null, reason: null };
  }

  get url(): string | null {
    return this.#url;
  }

  get realm(): Realm {
    return this.#realm;
  }

  /** Null at a seat of a host. */
  get supervisor(): CoreSupervisor | null {
    return this.#supervisor;
  }

  get packDirectory(): string | null {
    return this.#packDirectory;
  }

  get pin(): CertificatePin | null {
    return this.#seat?.pin ?? null;
  }

  get joinStart(): JoinStart {
    return this.joinDesk.start(this.#seat?.facts ?? null);
  }

  get ownSeat(): WindowStart['seat'] {
    if (this.#seat === null) return { token: this.#seatToken, role: 'duty', name: '本机席位' };
    const { token, record } = this.#seat;
    return { token, role: record.role, name: record.machineName };
  }

  /** What the windows of the wall look with; at a seat of a host it is that seat. */
  get wallSeat(): WindowStart['seat'] {
    return this.#seat === null ? { token: this.#wallToken, role: 'wall', name: '本机大屏' } : this.ownSeat;
  }

  /** Whoever leads a drill at this machine; at a seat of a host it is what that seat may do. */
  get directorSeat(): WindowStart['seat'] {
    if (this.#seat !== null) return this.ownSeat;
    return directorSeat(this.#directorToken);
  }

  /** The pack windows draw: a joined seat's copy, or the one on this disk and through the core what only its runtime reads of it. */
  async pack(): Promise<ServedPack | null> {
    if (this.#seat !== null) return this.#seat.pack();
    const pack = await this.#pack.current;
    const throughCore = (id: string) => corePack(id, () => this.#url, this.#seatToken);
    return pack && withOtherRuntime(pack, throughCore(pack.manifest.id));
  }

  /** A core of our own, unless this machine is a seat of a host or is to become one. */
  async find(beforeStart: (supervisor: CoreSupervisor) => Promise<void>): Promise<void> {
    const { joined, options, dataFolder } = this.#options.launch;
    if (joined === null && options.join === null) return this.#startOwn(beforeStart);
    say(`数据/Data: ${dataFolder}`);
    if (joined === null) return this.joinDesk.joinAsAsked();
    const kept = readToken(shellFolderOf(dataFolder), systemSealer);
    if (kept) this.#becomeSeat(joined, kept.token, kept.isTokenInFile);
    else this.joinDesk.wantAgain(urlOfHost(joined).replace('https://', ''));
  }

  async stop(): Promise<void> {
    this.#seat?.stop();
    await this.#supervisor?.stop();
  }

  async #startOwn(beforeStart: (supervisor: CoreSupervisor) => Promise<void>): Promise<void> {
    const { launch, places, onPulse } = this.#options;
    const seats = { own: this.#seatToken, wall: this.#wallToken, director: this.#directorToken };
    const { supervisor, expectedUrl } = await createCoreHost(launch, places, seats, {
      onWhereabouts: (core) => this.#tellMove(core),
      onReady: (ready) => this.#ready(ready),
      onPulse: ({ unanswered, reportAt }) => onPulse(unanswered, reportAt),
      onFault: (fault) => complain(`核心故障 / Core fault: ${fault.code}: ${fault.message}`),
      log: (line) => complain(`[核心/core] ${line}`),
    });
    this.#supervisor = supervisor;
    this.#url = expectedUrl;
    await beforeStart(supervisor);
    say(`数据/Data: ${launch.dataFolder}`);
    supervisor.start();
  }

  #ready(ready: CoreReady): void {
    this.#pack.use(ready.packDirectory);
    this.#realm = ready.realm;
    this.#options.onRealm(ready.realm);
    say(`核心/Core: ${ready.url} · ${ready.stationName} · ${ready.realm === 'drill' ? '演练 drill' : '实战 live'}`);
    const isOtherScene = this.#packDirectory !== null && this.#packDirectory !== ready.packDirectory;
    const isMoved = ready.url !== this.#url;
    this.#packDirectory = ready.packDirectory;
    this.#options.onReady();
    if (!isMoved && !isOtherScene) return;
    // A page may speak to one core address only, and keeps what it has read of one scene: it is loaded anew for another.
    this.#url = ready.url;
    this.#options.onMoved(isOtherScene ? 'scene' : 'address');
  }

  #becomeSeat(record: JoinRecord, token: string, isTokenInFile: boolean): void {
    const { launch, onRealm, onPulse, onMoved, startAgain } = this.#options;
    // A machine that ran a core of its own starts again without one: its journal is closed in order.
    if (this.#supervisor !== null) {
      startAgain();
      return;
    }
    const { dataFolder } = launch;
    this.#seat?.stop();
    this.#seat = new JoinedSeat({
      ...{ record, token, isTokenInFile, dataFolder, shellFolder: shellFolderOf(dataFolder) },
      now: () => performance.now(),
      onWhereabouts: (core) => this.#tellMove(core),
      onPulse: ({ unanswered, reportAt, realm }) => {
        this.#realm = realm;
        onRealm(realm);
        onPulse(unanswered, reportAt);
      },
      onOtherPack: () => onMoved('hostScene'),
      log: complain,
    });
    this.#realm = record.realm;
    this.#url = urlOfHost(record);
    onRealm(record.realm);
    say(`主机/Host: ${this.#url} · ${record.stationName} · ${record.machineName}`);
    if (isTokenInFile)
      complain('系统没有密钥库，席位令牌以文件保存 / No keychain here: the seat’s token is kept in a file');
    this.#seat.start();
    // A page may speak to one core only, the one it was loaded with.
    onMoved('joined');
  }

  #tellMove(core: CoreWhereabouts): void {
    if (core.reason !== null) complain(bothOf(core.reason));
    this.#options.onWhereabouts(core);
  }
}

export const newToken = (): string => randomBytes(32).toString('base64url');
