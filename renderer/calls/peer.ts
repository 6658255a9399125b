/**
 * The connection to one other party: perfect negotiation (WebRTC 1.0 §10.7). The first offer is the impolite side's, so that the
 * tracks of both share their media lines; everything later either may begin. A path that breaks is looked for anew (ICE restart).
 */
import type { CallIceServer, CallWord } from '#shared/wire/calls.ts';

export interface PeerParts {
  readonly isPolite: boolean;
  readonly iceServers: readonly CallIceServer[];
  readonly own: MediaStream;
  /** False: it did not reach the other side. */
  say(word: CallWord): Promise<boolean>;
  onChange(): void;
}

/** A path may come back by itself, as it does when a phone changes its cell. */
const RESTART_AFTER_MS = 1_500;
/** And again for as long as it is gone: the network may come back at any time. */
const RESTART_AGAIN_MS = 4_000;

export class CallPeer {
  /** What comes of the other side. */
  readonly stream = new MediaStream();
  readonly #parts: PeerParts;
  readonly #connection: RTCPeerConnection;
  #words: Promise<void> = Promise.resolve();
  #isOffering = false;
  #isIgnoring = false;
  #restart: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: PeerParts) {
    this.#parts = parts;
    const connection = new RTCPeerConnection({
      iceServers: parts.iceServers.map((server) => ({ ...server, urls: [...server.urls] })),
    });
    this.#connection = connection;
    connection.onnegotiationneeded = () => void this.#offer();
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) void parts.say({ kind: 'candidate', candidate: wordOf(candidate) });
    };
    connection.ontrack = ({ track }) => {
      for (const before of this.stream.getTracks()) if (before.kind === track.kind) this.stream.removeTrack(before);
      this.stream.addTrack(track);
      parts.onChange();
    };
    connection.onconnectionstatechange = () => this.#look();
    this.#send();
  }

  get isConnected(): boolean {
    return this.#connection.connectionState === 'connected';
  }

  /** In the order they came. */
  hear(word: CallWord): void {
    this.#words = this.#words.then(() => this.#take(word)).catch(() => undefined);
  }

  /** The other side can be spoken to again: what was said into the void is said once more. */
  resume(): void {
    if (this.isConnected) return;
    const { localDescription, signalingState } = this.#connection;
    if (signalingState === 'have-local-offer' && localDescription) void this.#describe(localDescription);
    else this.#restartSoon(0);
  }

  replace(track: MediaStreamTrack): void {
    const sender = this.#connection.getSenders().find((one) => one.track?.kind === track.kind);
    void sender?.replaceTrack(track);
  }

  /** With more others each gets less: a phone has one uplink. */
  limit(kilobits: number, scaleDownBy: number): void {
    for (const sender of this.#connection.getSenders()) {
      if (sender.track?.kind !== 'video') continue;
      const parameters = sender.getParameters();
      const [encoding] = parameters.encodings ?? [];
      if (!encoding || encoding.maxBitrate === kilobits * 1_000) continue;
      encoding.maxBitrate = kilobits * 1_000;
      encoding.scaleResolutionDownBy = scaleDownBy;
      // Refused before the first negotiation; asked again with the next change.
      sender.setParameters(parameters).catch(() => undefined);
    }
  }

  close(): void {
    if (this.#restart !== null) clearTimeout(this.#restart);
    const connection = this.#connection;
    connection.onnegotiationneeded = null;
    connection.onicecandidate = null;
    connection.ontrack = null;
    connection.onconnectionstatechange = null;
    connection.close();
  }

  /** What there is; and a line for what there is not, so that the other side's comes all the same. */
  #send(): void {
    const { own, isPolite } = this.#parts;
    for (const track of own.getTracks()) this.#connection.addTrack(track, own);
    if (isPolite) return;
    for (const kind of ['audio', 'video'] as const)
      if (!own.getTracks().some((track) => track.kind === kind))
        this.#connection.addTransceiver(kind, { direction: 'recvonly' });
  }

  async #offer(): Promise<void> {
    const connection = this.#connection;
    if (this.#parts.isPolite && !connection.remoteDescription) return;
    try {
      this.#isOffering = true;
      await connection.setLocalDescription();
      if (connection.localDescription) await this.#describe(connection.localDescription);
    } catch {
      // Closed meanwhile, or overtaken by the other side's offer: what is needed is asked for again.
    } finally {
      this.#isOffering = false;
    }
  }

  async #take(word: CallWord): Promise<void> {
    const connection = this.#connection;
    if (word.kind === 'candidate') {
      try {
        await connection.addIceCandidate(word.candidate ?? undefined);
      } catch (error) {
        if (!this.#isIgnoring) throw error;
      }
      return;
    }
    const { type, sdp } = word;
    const isCollision = type === 'offer' && (this.#isOffering || connection.signalingState !== 'stable');
    this.#isIgnoring = !this.#parts.isPolite && isCollision;
    if (this.#isIgnoring) return;
    await connection.setRemoteDescription({ type, sdp });
    if (type !== 'offer') return;
    await connection.setLocalDescription();
    if (connection.localDescription) await this.#describe(connection.localDescription);
  }

  async #describe({ type, sdp }: RTCSessionDescription): Promise<void> {
    await this.#parts.say({ kind: 'description', type, sdp });
  }

  #look(): void {
    const { connectionState } = this.#connection;
    if (connectionState === 'connected') {
      if (this.#restart !== null) clearTimeout(this.#restart);
      this.#restart = null;
    } else if (connectionState === 'disconnected' || connectionState === 'failed') this.#restartSoon(RESTART_AFTER_MS);
    this.#parts.onChange();
  }

  #restartSoon(afterMs: number): void {
    // One side begins; the other follows where nothing has come of it.
    const patience = this.#parts.isPolite ? RESTART_AGAIN_MS / 2 : 0;
    this.#restart ??= setTimeout(() => {
      this.#restart = null;
      if (this.isConnected) return;
      this.#connection.restartIce();
      this.#restartSoon(RESTART_AGAIN_MS);
    }, afterMs + patience);
  }
}

function wordOf({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate) {
  return { candidate, sdpMid, sdpMLineIndex, usernameFragment };
}
