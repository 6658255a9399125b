/**
 * The picture and the sound of every party of a call, as a program of its own: a native library that ends badly ends no test. A party
 * sends each other one a real H.264 recording and an Opus sound with its own number in it; what comes is counted by whose it says it is.
 */
import { Audio, PeerConnection, RtcpReceivingSession, type Track, Video } from 'node-datachannel';
import { demuxTs } from '#main/core/video/media/file/tsDemuxer.ts';
import { packetize } from '#main/core/video/media/h264/packetizer.ts';
import { readRtp, writeRtp } from '#main/core/video/media/h264/rtpPacket.ts';
import { readLoops } from '#scenes/loops/record.ts';

/** Numbers of parties. */
interface Pair {
  readonly from: number;
  readonly to: number;
}
export type ToCallMedia =
  | (Pair & { readonly kind: 'offer' })
  | (Pair & { readonly kind: 'hear'; readonly type: 'offer' | 'answer'; readonly sdp: string });
export type FromCallMedia =
  | (Pair & { readonly kind: 'say'; readonly type: 'offer' | 'answer'; readonly sdp: string })
  /** By `from>to`: what `to` has got, and from whom that says it is. */
  | { readonly kind: 'seen'; readonly links: Readonly<Record<string, CallLinkSeen>> };
export interface CallLinkSeen {
  readonly pictures: number;
  readonly sounds: number;
  readonly senders: readonly number[];
}

const VIDEO = { type: 102, step: 6_000 };
const AUDIO = { type: 111, step: 960 };
const EVERY_MS = 60;
/** An Opus packet without a frame in it (RFC 6716 §3.2.1), and after it whose it is. */
const SOUND = [0xf8];

const units = demuxTs((await readLoops()).get('street-day.ts')!);
if (!units.ok) throw new Error(units.failure.message);
const pictures = units.value;

class End {
  readonly seen = { pictures: 0, sounds: 0, senders: new Set<number>() };
  readonly #pair: Pair;
  readonly #peer: PeerConnection;
  readonly #video: Track;
  readonly #audio: Track;
  #at = 0;
  #sequence = 0;

  constructor(pair: Pair) {
    this.#pair = pair;
    this.#peer = new PeerConnection(`${pair.from}-${pair.to}`, { iceServers: [], disableAutoNegotiation: true });
    const video = new Video('video', 'SendRecv');
    video.addH264Codec(VIDEO.type, 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1');
    video.addSSRC(1_000 + pair.from, `party-${pair.from}`);
    const audio = new Audio('audio', 'SendRecv');
    audio.addOpusCodec(AUDIO.type);
    audio.addSSRC(2_000 + pair.from, `party-${pair.from}`);
    this.#video = this.#peer.addTrack(video);
    this.#audio = this.#peer.addTrack(audio);
    this.#video.setMediaHandler(new RtcpReceivingSession());
    this.#video.onMessage((packet) => this.#take(packet, VIDEO.type, 1_000));
    this.#audio.onMessage((packet) => this.#take(packet, AUDIO.type, 2_000));
    setInterval(() => this.#send(), EVERY_MS);
  }

  offer(): void {
    this.#sayWhenGathered();
    this.#peer.setLocalDescription('offer');
  }

  hear(type: 'offer' | 'answer', sdp: string): void {
    if (type === 'offer') this.#sayWhenGathered();
    this.#peer.setRemoteDescription(sdp, type);
    if (type === 'offer') this.#peer.setLocalDescription('answer');
  }

  #sayWhenGathered(): void {
    this.#peer.onGatheringStateChange((state) => {
      const description = state === 'complete' ? this.#peer.localDescription() : null;
      if (description)
        tell({ kind: 'say', ...this.#pair, ...(description as { type: 'offer' | 'answer'; sdp: string }) });
    });
  }

  #take(bytes: Buffer, payloadType: number, base: number): void {
    const packet = readRtp(bytes);
    if (packet?.payloadType !== payloadType) return;
    this.seen.senders.add(bytes.readUInt32BE(8) - base);
    if (base === 1_000 && packet.isMarked) this.seen.pictures += 1;
    if (base === 2_000 && packet.payload[0] === SOUND[0]) {
      this.seen.sounds += 1;
      this.seen.senders.add(packet.payload[1]!);
    }
  }

  #send(): void {
    if (!this.#video.isOpen() || !this.#audio.isOpen()) return;
    const at = this.#at++;
    const payloads = packetize(pictures[at % pictures.length]!);
    const { from } = this.#pair;
    const packet = (payload: Buffer, { type, step }: typeof VIDEO, isMarked: boolean, base: number) =>
      writeRtp(
        { payloadType: type, isMarked, sequence: this.#sequence++ & 0xffff, timestamp: at * step, payload },
        base + from,
      );
    for (const [index, payload] of payloads.entries())
      this.#video.sendMessageBinary(packet(payload, VIDEO, index === payloads.length - 1, 1_000));
    this.#audio.sendMessageBinary(packet(Buffer.from([...SOUND, from]), AUDIO, false, 2_000));
  }
}

const ends = new Map<string, End>();

function endOf({ from, to }: Pair): End {
  const key = `${from}>${to}`;
  const end = ends.get(key) ?? new End({ from, to });
  ends.set(key, end);
  return end;
}

const tell = (message: FromCallMedia) => process.send?.(message);

process.on('message', (message: ToCallMedia) => {
  try {
    const { from, to } = message;
    if (message.kind === 'offer') endOf({ from, to }).offer();
    else endOf({ from: to, to: from }).hear(message.type, message.sdp);
  } catch {
    // The library sometimes has no transport left under load: whoever started this starts another, as people would.
    process.exit(3);
  }
});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
setInterval(() => {
  // What the end of `to` has got from `from`.
  const links = [...ends].map(([key, { seen }]): [string, CallLinkSeen] => {
    const [own, other] = key.split('>');
    return [`${other}>${own}`, { ...seen, senders: [...seen.senders].toSorted() }];
  });
  tell({ kind: 'seen', links: Object.fromEntries(links) });
}, 100);
