/**
 * One window that watches over WebRTC. The answer holds every candidate of this machine (nothing trickles), retransmission is
 * libdatachannel's; here units become packets of this viewer's own payload type, SSRC, numbers and clock.
 */
import { randomInt } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { PeerConnection, RtcpNackResponder, type Track, Video } from 'node-datachannel';
import type { Disposable } from '#shared/kit/disposable.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import type { AccessUnit } from '../h264/accessUnit.ts';
import { packetize } from '../h264/packetizer.ts';
import { writeRtp } from '../h264/rtpPacket.ts';
import type { MediaStream } from '../hub/mediaStream.ts';
import { withLoopback } from './candidates.ts';
import type { OfferedVideo } from './offer.ts';

const GATHER_MS = 3_000;
/** From the answer to the first packet through DTLS: a window that never comes is given up. */
const CONNECT_MS = 15_000;
/** As many packets as a window may ask for again: about two seconds of a main stream. */
const RESENT_PACKETS = 1_024;

export interface WhepSession {
  readonly answer: string;
  readonly viewer: Disposable;
}

/** Refuses `serverDown` when no answer can be made of the offer. `onGone` is told once, also when it is disposed. */
export async function openWhepViewer(
  offer: string,
  video: OfferedVideo,
  stream: MediaStream,
  onGone: () => void,
): Promise<Result<WhepSession, MediaFault>> {
  const viewer = new WhepViewer(video, stream, onGone);
  const answer = await viewer.answer(offer);
  if (answer !== null) return ok({ answer, viewer });
  viewer.dispose();
  return mediaFault('serverDown', 'no answer could be made of the offer');
}

class WhepViewer implements Disposable {
  readonly #peer: PeerConnection;
  readonly #track: Track;
  readonly #payloadType: number;
  readonly #ssrc = randomInt(1, 2 ** 32 - 1);
  readonly #baseTicks = randomInt(0, 2 ** 32 - 1);
  readonly #patience: NodeJS.Timeout;
  readonly #onGone: () => void;
  #sequence = randomInt(0, 2 ** 15);
  #attached: Disposable | null = null;
  #isOver = false;

  constructor({ mid, payloadType, format }: OfferedVideo, stream: MediaStream, onGone: () => void) {
    this.#onGone = onGone;
    this.#payloadType = payloadType;
    this.#peer = new PeerConnection('viewer', { iceServers: [], disableAutoNegotiation: true });
    const description = new Video(mid, 'SendOnly');
    description.addH264Codec(payloadType, format);
    description.addSSRC(this.#ssrc, 'pingan', 'pingan', 'video');
    this.#track = this.#peer.addTrack(description);
    this.#track.setMediaHandler(new RtcpNackResponder(RESENT_PACKETS));
    this.#track.onOpen(() => this.#begin(stream));
    this.#track.onClosed(() => this.dispose());
    this.#peer.onStateChange((state) => {
      if (state === 'failed' || state === 'closed') this.dispose();
    });
    this.#patience = setTimeout(() => this.dispose(), CONNECT_MS);
  }

  answer(offer: string): Promise<string | null> {
    return new Promise((resolve) => {
      const give = () => {
        clearTimeout(late);
        const sdp = this.#isOver ? undefined : this.#peer.localDescription()?.sdp;
        resolve(sdp === undefined ? null : withLoopback(sdp, ownAddresses()));
      };
      const late = setTimeout(give, GATHER_MS);
      this.#peer.onGatheringStateChange((state) => {
        if (state === 'complete') give();
      });
      try {
        this.#peer.setRemoteDescription(offer, 'offer');
        this.#peer.setLocalDescription('answer');
      } catch {
        // The library throws for SDP it cannot read; what it said names nothing an operator could use.
        clearTimeout(late);
        resolve(null);
      }
    });
  }

  dispose(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#patience);
    this.#attached?.dispose();
    this.#peer.close();
    this.#onGone();
  }

  #begin(stream: MediaStream): void {
    if (this.#isOver) return;
    clearTimeout(this.#patience);
    this.#attached = stream.attach({ onUnit: (unit) => this.#send(unit) });
  }

  #send(unit: AccessUnit): void {
    if (this.#isOver || !this.#track.isOpen()) return;
    const payloads = packetize(unit);
    const timestamp = (((unit.ticks + this.#baseTicks) % 2 ** 32) + 2 ** 32) % 2 ** 32;
    for (const [index, payload] of payloads.entries()) {
      const packet = {
        payloadType: this.#payloadType,
        isMarked: index === payloads.length - 1,
        sequence: this.#sequence,
        timestamp,
        payload,
      };
      this.#sequence = (this.#sequence + 1) & 0xffff;
      this.#track.sendMessageBinary(writeRtp(packet, this.#ssrc));
    }
  }
}

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map(({ address }) => address));
