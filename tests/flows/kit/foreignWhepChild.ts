/**
 * The peer of another maker's WHEP server as a program of its own: takes an offer, tells its answer and the port where it takes RTP.
 * Packets are passed on as they are but for payload type and SSRC, as media servers do.
 */
import { createSocket } from 'node:dgram';
import { PeerConnection, Video } from 'node-datachannel';

const SSRC = 77_001;
const FORMAT = 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1';

const peer = new PeerConnection('server', { iceServers: [], disableAutoNegotiation: true });

process.once('message', (offer: string) => {
  const section = offer.slice(offer.indexOf('m=video'));
  const mid = /a=mid:(\S+)/.exec(section)?.[1] ?? '0';
  const payloadType = Number(/a=rtpmap:(\d+) H264\/90000/.exec(section)?.[1]);
  const video = new Video(mid, 'SendOnly');
  video.addH264Codec(payloadType, FORMAT);
  video.addSSRC(SSRC, 'foreign', 'foreign', 'foreign');
  const track = peer.addTrack(video);
  const socket = createSocket('udp4');
  socket.on('message', (packet) => {
    if (!track.isOpen()) return;
    packet[1] = (packet[1]! & 0x80) | payloadType;
    packet.writeUInt32BE(SSRC, 8);
    track.sendMessageBinary(packet);
  });
  const isBound = new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  peer.onGatheringStateChange(async (state) => {
    if (state !== 'complete') return;
    await isBound;
    process.send?.({ answer: peer.localDescription()!.sdp, rtpPort: socket.address().port });
  });
  peer.setRemoteDescription(offer, 'offer');
  peer.setLocalDescription('answer');
});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
