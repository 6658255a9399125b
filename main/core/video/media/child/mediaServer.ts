/** Puts the media process together: rules, hub, the media port, and the answers to what the core asks. */
import type { Disposable } from '#shared/kit/disposable.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import { AddressRules } from '../address/addressRules.ts';
import type { StreamOrder } from '../contract.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import { fileSource } from '../file/fileSource.ts';
import type { FromMedia, MediaSetup, ToMedia } from '../host/messages.ts';
import { Hub } from '../hub/hub.ts';
import type { MediaStream } from '../hub/mediaStream.ts';
import { probePictures } from '../probe.ts';
import { rtspSource } from '../rtsp/rtspSource.ts';
import type { OpenSource } from '../source.ts';
import { readOffer } from '../whep/offer.ts';
import { openWhepViewer } from '../whep/whepViewer.ts';

const HEALTH_MS = 1_000;
const FIRST_PICTURE_MS = 10_000;
/** Windows of this station; a site with more puts a media server in front. */
const MOST_VIEWERS = 128;

export class MediaServer implements Disposable {
  readonly #setup: MediaSetup;
  readonly #send: (message: FromMedia) => void;
  readonly #rules: AddressRules;
  readonly #hub: Hub;
  #report: NodeJS.Timeout | undefined;
  #viewers = 0;

  constructor(setup: MediaSetup, send: (message: FromMedia) => void) {
    this.#setup = setup;
    this.#send = send;
    this.#rules = new AddressRules(setup.allowedAddresses);
    this.#hub = new Hub({
      openerOf: (order) => this.#openerOf(order),
      log: (line) => process.stderr.write(`${line}\n`),
    });
  }

  async start(): Promise<void> {
    this.#report = setInterval(() => this.#send({ kind: 'health', streams: this.#hub.health() }), HEALTH_MS);
    this.#send({ kind: 'ready', port: 1 });
  }

  hear(message: Exclude<ToMedia, MediaSetup>): void {
    switch (message.kind) {
      case 'admit':
        return this.#hub.admit(message.ticket, message.order, message.expiresAt);
      case 'end':
        return this.#hub.end(message.ticket);
      case 'offer':
        return void this.#offer(message.ticket, message.sdp).then((outcome) =>
          this.#send({ kind: 'answer', id: message.id, outcome }),
        );
      case 'probe':
        return void this.#probe(message.order, message.limitMs).then((outcome) =>
          this.#send({ kind: 'probed', id: message.id, outcome }),
        );
    }
  }

  dispose(): void {
    clearInterval(this.#report);
    this.#hub.dispose();
  }

  async #offer(ticket: string, sdp: string): Promise<Result<string, MediaFault>> {
    const order = this.#hub.orderOf(ticket);
    if (!order.ok) return order;
    const stream = this.#hub.streamOf(order.value);
    if (stream === null) return mediaFault('noSource', 'this source is not played that way');
    return this.#offerOurs(ticket, sdp, stream);
  }

  async #offerOurs(ticket: string, sdp: string, stream: MediaStream): Promise<Result<string, MediaFault>> {
    const ready = await stream.ready(FIRST_PICTURE_MS);
    if (!ready.ok) return ready;
    if (stream.hasBSlices) return mediaFault('unsupportedCodec', 'its pictures refer to later ones (B-frames)');
    if (this.#viewers >= MOST_VIEWERS) return mediaFault('serverDown', `${MOST_VIEWERS} windows are watching already`);
    const video = readOffer(sdp, stream.profile);
    if (!video.ok) return video;
    this.#viewers += 1;
    let forget: Disposable | null = null;
    const opened = await openWhepViewer(sdp, video.value, stream, () => {
      this.#viewers -= 1;
      forget?.dispose();
    });
    if (!opened.ok) return opened;
    forget = this.#hub.play(ticket, opened.value.viewer);
    return ok(opened.value.answer);
  }

  async #probe(order: StreamOrder, limitMs: number) {
    const open = this.#openerOf(order);
    if (open === null) return mediaFault('noSource', 'this source cannot be probed that way');
    return probePictures(open, limitMs);
  }

  #openerOf({ source, login, offsetS }: StreamOrder): OpenSource | null {
    switch (source.protocol) {
      case 'rtsp':
        return rtspSource({ url: source.url, login, rules: this.#rules });
      case 'file':
        return fileSource({ folders: this.#setup.mediaFolders, name: source.url, offsetS });
      default:
        return null;
    }
  }
}
