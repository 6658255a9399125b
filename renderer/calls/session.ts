/** One call as this window or page takes part in it, from the moment it is in it until it is disposed of. */
import type { Disposable } from '#shared/kit/disposable.ts';
import type { CallIceServer, CallPresence } from '#shared/wire/calls.ts';
import { newLife } from './endpoint.ts';
import { type Facing, type MediaLack, openOwnMedia, otherCamera } from './ownMedia.ts';
import { CallPeer } from './peer.ts';
import type { CallWire } from './wire.ts';

export interface CallSeen {
  readonly partyId: string;
  readonly stream: MediaStream;
  /** Picture or sound comes now. */
  readonly isConnected: boolean;
}

export interface CallView {
  readonly own: MediaStream | null;
  readonly lack: MediaLack | null;
  readonly isMuted: boolean;
  readonly isCameraOff: boolean;
  /** Null: this machine has no side to turn to. */
  readonly facing: Facing | null;
  /** The core answers: who comes and goes is known. */
  readonly isInTouch: boolean;
  readonly others: readonly CallSeen[];
}

export interface CallSessionParts {
  readonly callId: string;
  readonly partyId: string;
  readonly endpoint: string;
  readonly wire: CallWire;
  /** Which camera of a phone to begin with. */
  readonly facing: Facing | null;
}

interface Held {
  readonly life: string;
  readonly peer: CallPeer;
}

const ENTER_AGAIN_MS = 1_500;
/** kbit/s and by how much smaller, by the number of others. */
const QUALITY: readonly (readonly [others: number, kilobits: number, scaleDownBy: number])[] = [
  [1, 900, 1],
  [3, 450, 1.5],
  [7, 200, 2],
];

export class CallSession implements Disposable {
  readonly #parts: CallSessionParts;
  readonly #life = newLife();
  readonly #peers = new Map<string, Held>();
  readonly #listeners = new Set<() => void>();
  #view: CallView = {
    ...{ own: null, lack: null, isMuted: false, isCameraOff: false, facing: null, isInTouch: false, others: [] },
  };
  #iceServers: readonly CallIceServer[] = [];
  #present: readonly CallPresence[] = [];
  #isDisposed = false;
  #stopListening: () => void = () => undefined;
  #again: ReturnType<typeof setTimeout> | null = null;
  #told = '';

  constructor(parts: CallSessionParts) {
    this.#parts = parts;
    void this.#start();
  }

  get view(): CallView {
    return this.#view;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  setMuted(isMuted: boolean): void {
    for (const track of this.#view.own?.getAudioTracks() ?? []) track.enabled = !isMuted;
    this.#change({ isMuted });
  }

  setCameraOff(isCameraOff: boolean): void {
    for (const track of this.#view.own?.getVideoTracks() ?? []) track.enabled = !isCameraOff;
    this.#change({ isCameraOff });
  }

  async turnCamera(): Promise<void> {
    const { own, facing, isCameraOff } = this.#view;
    if (!own || facing === null) return;
    const next = facing === 'user' ? 'environment' : 'user';
    // Many phones open one camera at a time.
    const before = own.getVideoTracks();
    for (const track of before) track.stop();
    const track = (await otherCamera(next)) ?? (await otherCamera(facing));
    if (!track) return;
    if (this.#isDisposed) return track.stop();
    track.enabled = !isCameraOff;
    for (const old of before) own.removeTrack(old);
    own.addTrack(track);
    for (const { peer } of this.#peers.values()) peer.replace(track);
    const isTurned = track.getSettings().facingMode;
    this.#change({ facing: isTurned === facing ? facing : next });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stopListening();
    if (this.#again !== null) clearTimeout(this.#again);
    for (const { peer } of this.#peers.values()) peer.close();
    this.#peers.clear();
    for (const track of this.#view.own?.getTracks() ?? []) track.stop();
    this.#listeners.clear();
  }

  async #start(): Promise<void> {
    const { callId, wire, facing } = this.#parts;
    const { stream, lack } = await openOwnMedia(facing);
    if (this.#isDisposed) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    this.#change({ own: stream, lack, facing: stream.getVideoTracks().length > 0 ? facing : null });
    this.#stopListening = wire.listen({
      said: ({ callId: of, from, life, word }) => {
        if (of === callId) this.#peerOf({ partyId: from, life })?.hear(word);
      },
      present: ({ callId: of, present }) => of === callId && this.#see(present),
      connected: () => void this.#enter(),
    });
    await this.#enter();
  }

  async #enter(): Promise<void> {
    const { callId, partyId, endpoint, wire } = this.#parts;
    const entered = await wire.enter({ callId, partyId, endpoint, life: this.#life });
    if (this.#isDisposed) return;
    if (!entered?.ok) {
      // Without network there is no answer; a call that is over is said by the state of the call itself.
      this.#change({ isInTouch: false });
      if (this.#again !== null) clearTimeout(this.#again);
      this.#again = setTimeout(() => void this.#enter(), ENTER_AGAIN_MS);
      return;
    }
    this.#iceServers = entered.iceServers;
    this.#told = '';
    this.#present = [];
    this.#change({ isInTouch: true });
    this.#see(entered.present);
  }

  /** Who is there now; an end that lives anew is met anew. */
  #see(present: readonly CallPresence[]): void {
    if (this.#isDisposed) return;
    const before = new Set(this.#present.map(({ partyId, life }) => `${partyId} ${life}`));
    this.#present = present;
    for (const one of present) {
      const isKnown = this.#peers.get(one.partyId)?.life === one.life;
      const peer = this.#peerOf(one);
      // It was away, or this end was: what was said meanwhile went into the void.
      if (isKnown && !before.has(`${one.partyId} ${one.life}`)) peer?.resume();
    }
    this.#look();
  }

  #peerOf({ partyId, life }: CallPresence): CallPeer | null {
    const { partyId: ownId, callId, wire } = this.#parts;
    const { own } = this.#view;
    if (partyId === ownId || !own || this.#isDisposed) return null;
    const held = this.#peers.get(partyId);
    if (held?.life === life) return held.peer;
    held?.peer.close();
    const peer = new CallPeer({
      ...{ isPolite: ownId < partyId, iceServers: this.#iceServers, own },
      say: async (word) => (await wire.say({ callId, from: ownId, to: partyId, word }))?.ok === true,
      onChange: () => this.#look(),
    });
    this.#peers.set(partyId, { life, peer });
    this.#look();
    return peer;
  }

  /** Of whoever has left the call nothing is kept: the component that draws it names who is still in it. */
  forget(partyIds: ReadonlySet<string>): void {
    for (const [partyId, { peer }] of this.#peers) {
      if (partyIds.has(partyId)) continue;
      peer.close();
      this.#peers.delete(partyId);
    }
    this.#look();
  }

  #look(): void {
    if (this.#isDisposed) return;
    const others = [...this.#peers].map(([partyId, { peer }]) => ({
      ...{ partyId, stream: peer.stream, isConnected: peer.isConnected },
    }));
    const [, kilobits, scaleDownBy] = QUALITY.find(([most]) => others.length <= most) ?? QUALITY.at(-1)!;
    for (const { peer } of this.#peers.values()) peer.limit(kilobits, scaleDownBy);
    this.#change({ others });
    this.#tellMedia(others.filter(({ isConnected }) => isConnected).map(({ partyId }) => partyId));
  }

  #tellMedia(connected: readonly string[]): void {
    const { callId, partyId, wire } = this.#parts;
    const told = connected.join(' ');
    if (told === this.#told || !this.#view.isInTouch) return;
    this.#told = told;
    void wire.media({ callId, partyId, connected: [...connected] }).then((answer) => {
      // Not heard: said again with the next entering.
      if (!answer?.ok) this.#told = '';
    });
  }

  #change(part: Partial<CallView>): void {
    this.#view = { ...this.#view, ...part };
    for (const listener of [...this.#listeners]) listener();
  }
}
