import type { Player, PlayOrder } from './player.ts';
import { newVideo, playerOf } from './videoElement.ts';

/** Gathering on one machine or a LAN takes milliseconds; a dead interface must not hold the offer back. */
const GATHERING_LIMIT_MS = 1_000;

/**
 * WebRTC-HTTP Egress (draft-ietf-wish-whep): one offer with every candidate in it, one answer. The station's
 * media process answers, so no ICE server is needed on a LAN.
 */
export function openWhep({ url, token, onPicture, onFailed }: PlayOrder): Player {
  const video = newVideo(onPicture);
  const connection = new RTCPeerConnection({ iceServers: [] });
  const ending = new AbortController();
  const fail = (reason: string) => {
    if (!ending.signal.aborted) onFailed(reason);
  };
  connection.addTransceiver('video', { direction: 'recvonly' });
  const audio = connection.addTransceiver('audio', { direction: 'recvonly' });
  connection.ontrack = ({ track, receiver }) => {
    if (track.kind !== 'video') return void stream.addTrack(track);
    // Chromium 114 knows this name only: show a frame as soon as it is there.
    if ('playoutDelayHint' in receiver) receiver.playoutDelayHint = 0;
    stream.addTrack(track);
    video.srcObject = stream;
    void video.play().catch(() => {});
  };
  connection.onconnectionstatechange = () => {
    if (connection.connectionState === 'failed') fail('the connection broke');
  };
  const stream = new MediaStream();
  void negotiate().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));

  async function negotiate(): Promise<void> {
    await connection.setLocalDescription();
    await gathered(connection);
    const sdp = connection.localDescription?.sdp;
    if (ending.signal.aborted || !sdp) return;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/sdp', authorization: `Bearer ${token}` },
      body: sdp,
      signal: ending.signal,
    });
    if (!response.ok) return fail(`WHEP answered ${response.status}`);
    const answer = await response.text();
    if (!ending.signal.aborted) await connection.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  return playerOf(video, {
    // A track that was offered may never be fed: packets of the last ten seconds say so.
    hasSound: () => audio.receiver.getSynchronizationSources().length > 0,
    // The ticket is the tile's to give back.
    close() {
      ending.abort();
      connection.close();
      video.srcObject = null;
    },
  });
}

function gathered(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    if (connection.iceGatheringState === 'complete') return resolve();
    const timer = setTimeout(resolve, GATHERING_LIMIT_MS);
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState !== 'complete') return;
      clearTimeout(timer);
      resolve();
    });
  });
}
