/** Which pack a joined machine draws: its copy where there is one, else the host's own while the copy is being made. */
import { OpenedPack } from '../protocols/openedPack.ts';
import { type ServedPack, withOtherRuntime } from '../protocols/otherRuntime.ts';
import type { PackCopy, PackVersion } from './packCopy.ts';

export interface SeatPackOptions {
  readonly copy: PackCopy;
  /** The host's pack over the network. */
  readonly remote: (id: string) => ServedPack;
  readonly known: PackVersion | null;
  /** A copy is complete: worth remembering for a start without the host. */
  readonly onCopied: (version: PackVersion) => void;
  /** The host draws another pack than the windows have loaded. */
  readonly onOther: () => void;
  readonly log: (line: string) => void;
}

export class SeatPack {
  readonly #options: SeatPackOptions;
  readonly #opened: OpenedPack;
  #used: PackVersion | null = null;
  #isLocal = false;
  #remote: ServedPack | null = null;
  #underway: Promise<void> | null = null;
  #first: () => void = () => undefined;
  readonly #whenFirst = new Promise<void>((done) => {
    this.#first = done;
  });

  constructor(options: SeatPackOptions) {
    this.#options = options;
    this.#opened = new OpenedPack(options.log);
    const folder = options.known && options.copy.find(options.known);
    if (options.known && folder) this.#takeCopy(options.known, folder);
  }

  /** Waits until the host was reached once, or a copy is here. */
  async current(): Promise<ServedPack | null> {
    await this.#whenFirst;
    if (!this.#isLocal) return this.#remote;
    const copy = await this.#opened.current;
    return copy && withOtherRuntime(copy, this.#options.remote(copy.manifest.id));
  }

  /** To be called whenever the host is there again: its pack may be another by now. One at a time. */
  refresh(): Promise<void> {
    this.#underway ??= this.#refresh()
      .catch((error: Error) =>
        this.#options.log(`场景包未能复制 / The scene pack could not be copied: ${error.message}`),
      )
      .finally(() => {
        this.#underway = null;
      });
    return this.#underway;
  }

  async #refresh(): Promise<void> {
    const { copy, remote, onOther, onCopied, log } = this.#options;
    const listing = await copy.look();
    const { id, version } = listing;
    const isSame = this.#used?.id === id && this.#used.version === version;
    if (isSame && this.#isLocal && (await this.#isSound())) return;
    const isOther = this.#used !== null && !isSame;
    this.#used = { id, version };
    const folder = copy.find({ id, version });
    if (folder) this.#takeCopy({ id, version }, folder);
    else {
      this.#isLocal = false;
      this.#remote = remote(id);
      this.#first();
    }
    if (isOther) onOther();
    if (folder === null) {
      log(`正在复制主机的场景包 / Copying the host’s scene pack: ${id}`);
      const made = await copy.make(listing, () => undefined);
      log(`场景包已复制到本机 / The scene pack is on this machine: ${id}`);
      this.#takeCopy({ id, version }, made);
    }
    onCopied({ id, version });
  }

  /** Reads every byte of the copy, once a connection: what a disk has spoilt is copied again. */
  async #isSound(): Promise<boolean> {
    const pack = await this.#opened.current;
    const changed = (await pack?.verifyFiles()) ?? ['manifest.json'];
    if (changed.length === 0) return true;
    this.#options.log(
      `场景包副本已损坏，重新复制 / The copy of the scene pack is damaged and is made again: ${changed[0]}`,
    );
    if (this.#used) await this.#options.copy.drop(this.#used);
    return false;
  }

  #takeCopy(version: PackVersion, folder: string): void {
    this.#used = version;
    this.#isLocal = true;
    this.#opened.use(folder);
    this.#first();
  }
}
