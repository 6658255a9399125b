import type { PlayProtocol } from '#shared/wire/video.ts';

/** One stream on the screen. It counts, it does not judge: whether the picture lives is the tile's to say. */
export interface Player {
  /** Fills its parent. */
  readonly element: HTMLElement;
  /** Frames decoded so far; goes on growing while the tile is hidden. */
  frames(): number;
  /** What a snapshot draws; null before the first frame. */
  picture(): { readonly source: CanvasImageSource; readonly widthPx: number; readonly heightPx: number } | null;
  /** Epoch ms at the source of the frame shown, where the protocol tells it; null where it does not. */
  shownAt(): number | null;
  /** Whether sound comes with it, as far as is known by now. */
  hasSound(): boolean;
  /** Sound is off until somebody asks. */
  setAudible(isAudible: boolean): void;
  close(): void;
}

export interface PlayOrder {
  /** Absolute. */
  readonly url: string;
  /** Of the session at this window: the signalling of WHEP goes through the core's own door. */
  readonly token: string;
  /** The first picture can be shown. Told at most once; the frames after it are counted. */
  readonly onPicture: () => void;
  /** The player cannot go on. Told at most once, never after `close`. */
  readonly onFailed: (reason: string) => void;
}

type OpenPlayer = (order: PlayOrder) => Player;

/** Loaded when first wanted: nobody pays for a protocol that the site has not. */
export const PLAYERS: Readonly<Record<PlayProtocol, () => Promise<OpenPlayer>>> = {
  whep: async () => (await import('./whep.ts')).openWhep,
  wsFlv: async () => (await import('./wsFlv.ts')).openWsFlv,
  hls: async () => (await import('./hls.ts')).openHls,
  mjpeg: async () => (await import('./mjpeg.ts')).openMjpeg,
};
