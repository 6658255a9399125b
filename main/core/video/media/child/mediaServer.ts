/** Puts the media process together: rules, hub, the media port, and the answers to what the core asks. */
import type { Disposable } from '#shared/kit/disposable.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import { AddressRules } from '../address/addressRules.ts';
import type { ProbeReport, StreamOrder } from '../contract.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import { fileSource } from '../file/fileSource.ts';
import type { FromMedia, MediaSetup, ToMedia } from '../host/messages.ts';
import { MediaPort } from '../http/mediaPort.ts';
import { Hub } from '../hub/hub.ts';
import type { MediaStream } from '../hub/mediaStream.ts';
import { probePictures } from '../probe.ts';
import { HlsRelay } from '../relay/hlsRelay.ts';
import { mjpegSource } from '../relay/mjpegSource.ts';
import { probeRelayed } from '../relay/probeRelay.ts';
import { RelayHealth } from '../relay/relayHealth.ts';
import { exchangeOffer } from '../relay/whepRelay.ts';
import { wsFlvSource } from '../relay/wsFlvSource.ts';
import { rtspSource } from '../rtsp/rtspSource.ts';
import type { OpenSource } from '../source.ts';
import { waysOf } from '../ways.ts';
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
  readonly #port: MediaPort;
  readonly #relayed = new RelayHealth();
  #report: NodeJS.Timeout | undefined;
  #viewers = 0;

  constructor(setup: MediaSetup, send: (message: FromMedia) => void) {
    this.#setup = setup;
    this.#send = send;
    this.#rules = new AddressRules(setup.allowedAddresses);
    this.#hub = new Hub({
      openerOf: (order) => this.#openerOf(order),
      preRollS: setup.preRollS,
      log: (line) => process.stderr.write(`${line}\n`),
    });
    this.#port = new MediaPort({
      ...{ hub: this.#hub, hls: new HlsRelay(this.#rules), listen: setup.listen, allowedOrigins: setup.allowedOrigins },
      onRelayed: ({ streamId }, fault) => this.#relayed.note(streamId, fault, Date.now()),
    });
  }

  /** Rejects when the media port cannot be had. */
  async start(): Promise<void> {
    const port = await this.#port.listen();
    this.#report = setInterval(() => this.#tellHealth(), HEALTH_MS);
    this.#send({ kind: 'ready', port });
  }

  hear(message: Exclude<ToMedia, MediaSetup>): void {
    switch (message.kind) {
      case 'admit':
        this.#hub.admit(message.ticket, message.order, message.expiresAt);
        return;
      case 'end':
        this.#hub.end(message.ticket);
        return;
      case 'hold':
        this.#hub.hold(message.orders);
        return;
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
    this.#port.dispose();
  }

  #tellHealth(): void {
    this.#send({ kind: 'health', streams: [...this.#hub.health(), ...this.#relayed.read(Date.now())] });
  }

  async #offer(ticket: string, sdp: string): Promise<Result<string, MediaFault>> {
    const order = this.#hub.orderOf(ticket);
    if (!order.ok) return order;
    const { source } = order.value;
    if (!waysOf(source.protocol).includes('whep')) return mediaFault('noSource', 'this source is not played that way');
    if (source.protocol === 'whep') return this.#offerThere(ticket, sdp, order.value);
    return this.#offerOurs(ticket, sdp, this.#hub.streamOf(order.value)!);
  }

  async #offerThere(ticket: string, sdp: string, order: StreamOrder): Promise<Result<string, MediaFault>> {
    const { source, login, streamId } = order;
    const session = await exchangeOffer({ url: source.url, login, rules: this.#rules }, sdp);
    this.#relayed.note(streamId, session.ok ? null : session.failure, Date.now());
    if (!session.ok) return session;
    this.#hub.play(ticket, { dispose: session.value.end });
    return ok(session.value.answer);
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

  async #probe(order: StreamOrder, limitMs: number): Promise<Result<ProbeReport, MediaFault>> {
    const open = this.#openerOf(order);
    if (open === null) return probeRelayed(order, this.#rules, limitMs);
    return probePictures(open, order.source.protocol === 'mjpeg' ? 'JPEG' : 'H264', limitMs);
  }

  /** Null: it is handed through and never pulled here. */
  #openerOf({ source: { protocol, url }, login, offsetS }: StreamOrder): OpenSource | null {
    const camera = { url, login, rules: this.#rules };
    switch (protocol) {
      case 'rtsp':
        return rtspSource(camera);
      case 'wsFlv':
        return wsFlvSource(camera);
      case 'mjpeg':
        return mjpegSource(camera);
      case 'file':
        return fileSource({ folders: this.#setup.mediaFolders, name: url, offsetS });
      case 'whep':
      case 'hls':
        return null;
    }
  }
}
