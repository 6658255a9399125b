/** A window over WebRTC as a program of its own: makes an offer, takes the answer, tells what it got. A native library that ends badly ends no test. */
import { PeerConnection, RtcpReceivingSession, Video } from 'node-datachannel';

const peer = new PeerConnection('window', { iceServers: [], disableAutoNegotiation: true });
const video = new Video('0', 'RecvOnly');
video.addH264Codec(102, 'profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1');
const track = peer.addTrack(video);
track.setMediaHandler(new RtcpReceivingSession());
const payloadTypes = new Set<number>();
const sources = new Set<number>();
let pictures = 0;
track.onMessage((packet) => {
  payloadTypes.add(packet[1]! & 0x7f);
  sources.add(packet.readUInt32BE(8));
  if (packet[1]! & 0x80) pictures += 1;
});
peer.onGatheringStateChange((state) => {
  if (state === 'complete') process.send?.({ offer: peer.localDescription()!.sdp });
});
process.on('message', (answer: string) => {
  try {
    peer.setRemoteDescription(answer, 'answer');
  } catch {
    // The library sometimes has no transport left under load: whoever watches starts another window, as a person would.
    process.exit(3);
  }
});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// The track is named here so that it is kept: the library stops telling of one that was collected.
setInterval(
  () => process.send?.({ isOpen: track.isOpen(), pictures, payloadTypes: [...payloadTypes], sources: sources.size }),
  50,
);
peer.setLocalDescription('offer');
