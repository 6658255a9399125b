import type { ChannelFault, StreamSource } from '#shared/domain/channel.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { Result } from '#shared/kit/result.ts';
import type { PlayProtocol } from '#shared/wire/video.ts';

/** What to pull. Streams with the same `streamId` share one connection to the camera, however many watch. */
export interface StreamOrder {
  /** `<channel>/<grade>` */
  readonly streamId: string;
  readonly source: StreamSource;
  readonly login: { readonly user: string; readonly password: string } | null;
  /** Where in a looped file it starts, seconds: cameras of a drill do not show the same frame. */
  readonly offsetS: number;
}

export interface StreamHealth {
  readonly streamId: string;
  readonly state: 'connecting' | 'live' | 'backingOff' | 'idle';
  readonly fault: ChannelFault | null;
  readonly viewers: number;
  /** Epoch ms of the last complete frame; null: none yet. */
  readonly lastFrameAt: number | null;
  readonly framesPerSecond: number;
  readonly bitsPerSecond: number;
}

export interface ProbeReport {
  /** RTP or container name: `H264`, `H265`, `JPEG`. */
  readonly codec: string;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
  /** From asking to the first key frame, ms. */
  readonly tookMs: number;
}

/**
 * The station's media process as the core sees it: a child of its own, because a decoder of foreign bytes must not end the
 * alarm path. It is started with the core, watched and started again; while it is down every method refuses `serverDown`.
 */
export interface MediaHost extends Disposable {
  /** Port of its HTTP and WebSocket side; null while it is down. */
  port(): number | null;
  /** Lets the holder of `ticket` play this stream until `expiresAt` (epoch ms), by the ways answered. */
  admit(ticket: string, order: StreamOrder, expiresAt: number): Result<readonly PlayProtocol[]>;
  /** WHEP (RFC 9725 draft): offer in, answer out. Refuses with a {@link ChannelFault}. */
  offer(ticket: string, sdp: string): Promise<Result<string>>;
  /** Exactly these are pulled from now on whether anybody watches or not, so that there is a past to show; at most 64. */
  hold(orders: readonly StreamOrder[]): void;
  /** Ends what the ticket plays. */
  end(ticket: string): void;
  /** One connection, one key frame, closed again. */
  probe(order: StreamOrder, limitMs: number): Promise<Result<ProbeReport>>;
  health(): readonly StreamHealth[];
}

/** How {@link MediaHost} is started (host/startMediaHost.ts). */
export interface MediaHostOptions {
  /** Its HTTP and WebSocket side listens here; port 0 is any free one, and a restart keeps the one it had. */
  readonly listen: { readonly host: string; readonly port: number };
  /** Folders where `file` sources are looked for, the first that has the file: the station's own, then the scene's. */
  readonly mediaFolders: readonly string[];
  /** Addresses that may be fetched (RELIABILITY S14), as CIDR: `10.0.0.0/8`. Loopback and link-local only where they are stated. */
  readonly allowedAddresses: readonly string[];
  /** Origins of our own windows, which alone may read what is fetched: `app://pingan`. */
  readonly allowedOrigins: readonly string[];
  /** Seconds kept in memory of every stream that is pulled, at most 16 MB of each; 0: none. */
  readonly preRollS?: number;
  /** A line for the log of the core: never an URL with a password. */
  readonly log?: (line: string) => void;
}
