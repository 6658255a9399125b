/** Whether a source that is only handed through is there: its playlist is read, or its server is offered a window that never comes. */
import { PeerConnection, RtcpReceivingSession, Video } from 'node-datachannel';
import { ok, type Result } from '#shared/kit/result.ts';
import type { AddressRules } from '../address/addressRules.ts';
import { guardedRequest, readBody } from '../address/guardedRequest.ts';
import type { ProbeReport, StreamOrder } from '../contract.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import { exchangeOffer } from './whepRelay.ts';

const MOST_PLAYLIST = 1024 * 1024;
const GATHER_MS = 3_000;
const H264 = 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1';

export async function probeRelayed(
  { source, login }: StreamOrder,
  rules: AddressRules,
  limitMs: number,
): Promise<Result<ProbeReport, MediaFault>> {
  const startedAt = performance.now();
  const found =
    source.protocol === 'hls'
      ? await probePlaylist({ url: source.url, login, rules, limitMs })
      : await probeWhep({ url: source.url, login, rules });
  if (!found.ok) return found;
  return ok({ ...found.value, tookMs: Math.round(performance.now() - startedAt) });
}

type Facts = Omit<ProbeReport, 'tookMs'>;

async function probePlaylist(order: Parameters<typeof guardedRequest>[0]): Promise<Result<Facts, MediaFault>> {
  const answer = await guardedRequest(order);
  if (!answer.ok) return answer;
  const text = await readBody(answer.value.response, MOST_PLAYLIST, order.limitMs);
  if (text === null || !text.startsWith('#EXTM3U')) return mediaFault('noPicture', 'its playlist cannot be read');
  const [, width, height] = /RESOLUTION=(\d{1,5})x(\d{1,5})/.exec(text) ?? [];
  const codec = /CODECS="(?:[^"]*,)?(hvc1|hev1|avc1)/.exec(text)?.[1] ?? 'avc1';
  if (codec !== 'avc1') return mediaFault('unsupportedCodec', 'it sends H.265');
  return ok({ codec: 'H264', widthPx: width ? Number(width) : null, heightPx: height ? Number(height) : null });
}

async function probeWhep(options: Parameters<typeof exchangeOffer>[0]): Promise<Result<Facts, MediaFault>> {
  const peer = new PeerConnection('probe', { iceServers: [], disableAutoNegotiation: true });
  try {
    const offer = await offerOf(peer);
    if (offer === null) return mediaFault('serverDown', 'no offer could be made');
    const session = await exchangeOffer(options, offer);
    if (!session.ok) return session;
    session.value.end();
    const takesH264 = /a=rtpmap:\d+ H264\//i.test(session.value.answer) && !/^m=video 0 /m.test(session.value.answer);
    if (!takesH264) return mediaFault('unsupportedCodec', 'its answer has no H.264');
    return ok({ codec: 'H264', widthPx: null, heightPx: null });
  } finally {
    peer.close();
  }
}

function offerOf(peer: PeerConnection): Promise<string | null> {
  const video = new Video('0', 'RecvOnly');
  video.addH264Codec(102, H264);
  peer.addTrack(video).setMediaHandler(new RtcpReceivingSession());
  return new Promise((resolve) => {
    const give = () => {
      clearTimeout(late);
      resolve(peer.localDescription()?.sdp ?? null);
    };
    const late = setTimeout(give, GATHER_MS);
    peer.onGatheringStateChange((state) => {
      if (state === 'complete') give();
    });
    peer.setLocalDescription('offer');
  });
}
