/** Records a call at the officer's window: all pictures side by side, all voices together, in parts that each play by themselves. */
import type { Disposable } from '#shared/kit/disposable.ts';

export interface RecordedParty {
  readonly partyId: string;
  readonly name: string;
  readonly stream: MediaStream;
}

export interface RecordedPart {
  readonly blob: Blob;
  /** Epoch ms by `now`. */
  readonly fromAt: number;
  readonly untilAt: number;
}

export interface CallRecorderParts {
  readonly now: () => number;
  /** In order; the last one after `stop`. */
  onPart(part: RecordedPart): void;
}

const WIDTH = 960;
const HEIGHT = 540;
const FRAMES_PER_SECOND = 15;
/** What is lost at most when a window dies, and small enough to be handed in at once. */
const PART_MS = 120_000;
const BITS = { videoBitsPerSecond: 1_200_000, audioBitsPerSecond: 64_000 };
const TYPES = ['video/webm;codecs=vp8,opus', 'video/webm'];

export class CallRecorder implements Disposable {
  readonly #parts: CallRecorderParts;
  readonly #canvas = document.createElement('canvas');
  readonly #sound = new AudioContext();
  readonly #mix = this.#sound.createMediaStreamDestination();
  readonly #voices = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();
  readonly #videos = new Map<string, HTMLVideoElement>();
  readonly #drawing: ReturnType<typeof setInterval>;
  readonly #cutting: ReturnType<typeof setInterval>;
  readonly #stream: MediaStream;
  #parties: readonly RecordedParty[] = [];
  #recorder: MediaRecorder | null = null;

  constructor(parts: CallRecorderParts) {
    this.#parts = parts;
    this.#canvas.width = WIDTH;
    this.#canvas.height = HEIGHT;
    this.#draw();
    const pictures = this.#canvas.captureStream(FRAMES_PER_SECOND);
    this.#stream = new MediaStream([...pictures.getVideoTracks(), ...this.#mix.stream.getAudioTracks()]);
    this.#drawing = setInterval(() => this.#draw(), 1_000 / FRAMES_PER_SECOND);
    this.#cutting = setInterval(() => this.#begin(), PART_MS);
    void this.#sound.resume();
    this.#begin();
  }

  /** Who is in the call now, oneself among them. */
  follow(parties: readonly RecordedParty[]): void {
    this.#parties = parties;
    const tracks = new Set(parties.flatMap(({ stream }) => stream.getAudioTracks()));
    for (const [track, node] of this.#voices) {
      if (tracks.has(track)) continue;
      node.disconnect();
      this.#voices.delete(track);
    }
    for (const track of tracks) {
      if (this.#voices.has(track)) continue;
      const node = this.#sound.createMediaStreamSource(new MediaStream([track]));
      node.connect(this.#mix);
      this.#voices.set(track, node);
    }
    const ids = new Set(parties.map(({ partyId }) => partyId));
    for (const partyId of this.#videos.keys()) if (!ids.has(partyId)) this.#videos.delete(partyId);
    for (const { partyId, stream } of parties) this.#watch(partyId, stream);
  }

  dispose(): void {
    clearInterval(this.#cutting);
    clearInterval(this.#drawing);
    this.#recorder?.stop();
    this.#recorder = null;
    for (const track of this.#stream.getTracks()) track.stop();
    for (const video of this.#videos.values()) video.srcObject = null;
    void this.#sound.close();
  }

  /** Ends the part that runs and begins the next: without a gap but for the recorder's own start. */
  #begin(): void {
    const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one));
    const recorder = new MediaRecorder(this.#stream, { ...BITS, ...(type && { mimeType: type }) });
    const fromAt = this.#parts.now();
    const chunks: Blob[] = [];
    recorder.ondataavailable = ({ data }) => void (data.size > 0 && chunks.push(data));
    recorder.onstop = () => {
      const blob = new Blob(chunks, { type: 'video/webm' });
      if (blob.size > 0) this.#parts.onPart({ blob, fromAt, untilAt: this.#parts.now() });
    };
    recorder.start();
    this.#recorder?.stop();
    this.#recorder = recorder;
  }

  #watch(partyId: string, stream: MediaStream): void {
    const video = this.#videos.get(partyId) ?? document.createElement('video');
    this.#videos.set(partyId, video);
    if (video.srcObject === stream) return;
    video.muted = true;
    video.srcObject = stream;
    void video.play().catch(() => undefined);
  }

  #draw(): void {
    const paper = this.#canvas.getContext('2d');
    if (!paper) return;
    paper.fillStyle = '#101418';
    paper.fillRect(0, 0, WIDTH, HEIGHT);
    const columns = Math.max(1, Math.ceil(Math.sqrt(this.#parties.length)));
    const rows = Math.max(1, Math.ceil(this.#parties.length / columns));
    const [width, height] = [WIDTH / columns, HEIGHT / rows];
    for (const [index, { partyId, name }] of this.#parties.entries()) {
      const [left, top] = [(index % columns) * width, Math.floor(index / columns) * height];
      this.#drawOne(paper, this.#videos.get(partyId), { left, top, width, height });
      paper.font = '16px sans-serif';
      paper.fillStyle = '#000a';
      paper.fillRect(left, top + height - 26, width, 26);
      paper.fillStyle = '#fff';
      paper.fillText(name, left + 8, top + height - 8, width - 16);
    }
    paper.fillStyle = '#fff';
    paper.font = '14px monospace';
    paper.fillText(new Date(this.#parts.now()).toISOString().slice(0, 19).replace('T', ' ').concat('Z'), 8, 20);
  }

  #drawOne(
    paper: CanvasRenderingContext2D,
    video: HTMLVideoElement | undefined,
    cell: { left: number; top: number; width: number; height: number },
  ): void {
    if (!video || video.videoWidth === 0) return;
    const scale = Math.min(cell.width / video.videoWidth, cell.height / video.videoHeight);
    const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
    paper.drawImage(video, cell.left + (cell.width - width) / 2, cell.top + (cell.height - height) / 2, width, height);
  }
}
