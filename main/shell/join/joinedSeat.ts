/** This machine as a seat of a host: its core is there, its token and its copy of the pack are here. */
import { join } from 'node:path';
import type { Clock } from '#shared/kit/clock.ts';
import type { CoreWhereabouts } from '#shared/wire/bridge.ts';
import type { JoinedHost } from '#shared/wire/join.ts';
import type { ServedPack } from '../protocols/otherRuntime.ts';
import type { CertificatePin } from './certificatePin.ts';
import { showHostAddress } from './hostAddress.ts';
import { type JoinRecord, writeJoinRecord } from './joinRecord.ts';
import { PackCopy } from './packCopy.ts';
import { PinnedHost } from './pinnedHost.ts';
import { type HostPulse, RemoteCore } from './remoteCore.ts';
import { remotePack } from './remotePack.ts';
import { SeatPack } from './seatPack.ts';

export interface JoinedSeatOptions {
  readonly record: JoinRecord;
  readonly token: string;
  readonly isTokenInFile: boolean;
  readonly dataFolder: string;
  readonly shellFolder: string;
  /** Monotonic milliseconds. */
  readonly now: Clock;
  readonly onWhereabouts: (core: CoreWhereabouts) => void;
  readonly onPulse: (pulse: HostPulse) => void;
  readonly onOtherPack: () => void;
  readonly log: (line: string) => void;
}

export class JoinedSeat {
  readonly token: string;
  readonly #options: JoinedSeatOptions;
  readonly #core: RemoteCore;
  readonly #pack: SeatPack;

  constructor(options: JoinedSeatOptions) {
    const { record, token, dataFolder, shellFolder, log } = options;
    this.token = token;
    this.#options = options;
    const host = new PinnedHost(record, record.fingerprint);
    this.#pack = new SeatPack({
      copy: new PackCopy(join(dataFolder, 'packs'), host, token),
      remote: (id) => remotePack(host, token, id),
      known: record.pack,
      onCopied: (pack) => writeJoinRecord(shellFolder, { ...record, pack }),
      onOther: options.onOtherPack,
      log,
    });
    this.#core = new RemoteCore({
      host,
      token,
      now: options.now,
      onWhereabouts: options.onWhereabouts,
      onPulse: options.onPulse,
      onReached: () => void this.#pack.refresh(),
    });
  }

  get whereabouts(): CoreWhereabouts {
    return this.#core.whereabouts;
  }

  get record(): JoinRecord {
    return this.#options.record;
  }

  get pin(): CertificatePin {
    const { host, fingerprint } = this.#options.record;
    return { host, fingerprint };
  }

  /** What the window is told of the host. */
  get facts(): JoinedHost {
    const { record, isTokenInFile } = this.#options;
    const { fingerprint, stationName, machineName, role, joinedAt } = record;
    const address = showHostAddress(record);
    const packId = record.pack?.id ?? null;
    return { address, fingerprint, stationName, machineName, role, joinedAt, packId, isTokenInFile };
  }

  pack(): Promise<ServedPack | null> {
    return this.#pack.current();
  }

  start(): void {
    this.#core.start();
  }

  stop(): void {
    this.#core.stop();
  }
}
