/**
 * A camera as the media process meets it: RTSP/1.0 on a real TCP port, RTP inside the same connection, Basic or Digest, a looped
 * recording in real time. Its wire is written here from the RFCs and shares no code with what reads it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import type { Disposable } from '#shared/kit/disposable.ts';

export interface CameraPicture {
  /** Without start codes. */
  readonly nals: readonly Buffer[];
  readonly isKey: boolean;
}

export interface CameraOptions {
  readonly pictures: readonly CameraPicture[];
  readonly framesPerSecond: number;
  /** 0: any free port. */
  readonly port?: number;
  readonly login?: { readonly user: string; readonly password: string };
  readonly scheme?: 'basic' | 'md5' | 'sha256';
  /** What its SDP says it sends. */
  readonly codec?: string;
  /** DESCRIBE is answered with 302 and this URL. */
  readonly redirectTo?: string;
  /** DESCRIBE is answered with this. */
  readonly describeStatus?: number;
  /** Sees every packet of RTP before it goes out; nothing is sent for null. */
  readonly spoil?: (packet: Buffer) => Buffer | null;
  /** Says yes to PLAY and sends nothing. */
  readonly isBlind?: boolean;
  /** Seconds of a session without a sign of life, as its answers state them. */
  readonly sessionTimeoutS?: number;
}

export interface Camera extends Disposable {
  readonly url: string;
  readonly port: number;
  /** Requests by method, in all connections. */
  readonly asked: Readonly<Record<string, number>>;
  /** Connections that play now. */
  readonly players: () => number;
  /** Closes everything and waits until the port is free. */
  close(): Promise<void>;
}

const MTU = 1_400;
const PAYLOAD_TYPE = 96;

export async function startCamera(options: CameraOptions): Promise<Camera> {
  const asked: Record<string, number> = {};
  const sessions = new Set<CameraSession>();
  const server: Server = createServer((socket) => {
    const session = new CameraSession(socket, options, (method) => {
      asked[method] = (asked[method] ?? 0) + 1;
    });
    sessions.add(session);
    socket.on('close', () => {
      session.stop();
      sessions.delete(session);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () => {
    for (const session of sessions) session.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return {
    url: `rtsp://127.0.0.1:${port}/live/main`,
    port,
    asked,
    players: () => [...sessions].filter(({ isPlaying }) => isPlaying).length,
    close,
    dispose: () => void close(),
  };
}

class CameraSession {
  readonly #socket: Socket;
  readonly #options: CameraOptions;
  readonly #onAsked: (method: string) => void;
  readonly #nonce = randomBytes(8).toString('hex');
  readonly #id = randomBytes(4).toString('hex');
  #held = '';
  #timer: NodeJS.Timeout | undefined;
  #sequence = 65_500;
  #startedAt = 0;
  #sent = 0;

  constructor(socket: Socket, options: CameraOptions, onAsked: (method: string) => void) {
    this.#socket = socket;
    this.#options = options;
    this.#onAsked = onAsked;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => this.#receive(chunk.toString('latin1')));
  }

  get isPlaying(): boolean {
    return this.#timer !== undefined;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  destroy(): void {
    this.stop();
    this.#socket.destroy();
  }

  #receive(text: string): void {
    this.#held += text;
    for (let end = this.#held.indexOf('\r\n\r\n'); end >= 0; end = this.#held.indexOf('\r\n\r\n')) {
      const [line = '', ...lines] = this.#held.slice(0, end).split('\r\n');
      this.#held = this.#held.slice(end + 4);
      const headers = new Map(
        lines.map((one) => [one.split(':')[0]!.toLowerCase(), one.slice(one.indexOf(':') + 1).trim()]),
      );
      this.#answer(line.split(' '), headers);
    }
  }

  #answer([method = '', uri = '']: readonly string[], headers: ReadonlyMap<string, string>): void {
    this.#onAsked(method);
    const sequence = headers.get('cseq') ?? '0';
    const reply = (status: string, extra: readonly string[] = [], body = '') =>
      this.#socket.write(
        [
          `RTSP/1.0 ${status}`,
          `CSeq: ${sequence}`,
          ...extra,
          ...(body ? [`Content-Length: ${body.length}`] : []),
          '',
          body,
        ].join('\r\n'),
      );
    if (method === 'OPTIONS') return void reply('200 OK', ['Public: DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER']);
    if (!this.#mayPass(method, uri, headers.get('authorization')))
      return void reply('401 Unauthorized', this.#challenges());
    const session = `Session: ${this.#id};timeout=${this.#options.sessionTimeoutS ?? 60}`;
    switch (method) {
      case 'DESCRIBE': {
        const { redirectTo, describeStatus = 200 } = this.#options;
        if (redirectTo) return void reply('302 Moved', [`Location: ${redirectTo}`]);
        if (describeStatus !== 200) return void reply(`${describeStatus} No`);
        return void reply('200 OK', [`Content-Base: ${uri}/`, 'Content-Type: application/sdp'], this.#sdp());
      }
      case 'SETUP':
        return void reply('200 OK', [session, 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=1A2B3C4D']);
      case 'PLAY':
        reply('200 OK', [session, 'RTP-Info: url=trackID=1;seq=65500;rtptime=0']);
        this.#play();
        return;
      case 'TEARDOWN':
        this.stop();
        return void reply('200 OK');
      default:
        return void reply('200 OK', [session]);
    }
  }

  #sdp(): string {
    const { codec = 'H264' } = this.#options;
    return [
      ...['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=camera', 't=0 0', 'a=control:*', `m=video 0 RTP/AVP ${PAYLOAD_TYPE}`],
      ...[
        `a=rtpmap:${PAYLOAD_TYPE} ${codec}/90000`,
        `a=fmtp:${PAYLOAD_TYPE} packetization-mode=1`,
        'a=control:trackID=1',
        '',
      ],
    ].join('\r\n');
  }

  #challenges(): string[] {
    const digest = (algorithm: string) =>
      `WWW-Authenticate: Digest realm="camera", nonce="${this.#nonce}", algorithm=${algorithm}, qop="auth"`;
    switch (this.#options.scheme ?? 'md5') {
      case 'basic':
        return ['WWW-Authenticate: Basic realm="camera"'];
      case 'md5':
        return [
          `WWW-Authenticate: Digest realm="camera", nonce="${this.#nonce}"`,
          'WWW-Authenticate: Basic realm="camera"',
        ];
      case 'sha256':
        return [digest('MD5'), digest('SHA-256')];
    }
  }

  #mayPass(method: string, uri: string, authorization: string | undefined): boolean {
    const { login, scheme = 'md5' } = this.#options;
    if (login === undefined) return true;
    if (authorization === undefined) return false;
    const { user, password } = login;
    if (scheme === 'basic') return authorization === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const hash = (text: string) =>
      createHash(scheme === 'md5' ? 'md5' : 'sha256')
        .update(text)
        .digest('hex');
    const field = (name: string) => new RegExp(`\\b${name}="?([^",]+)"?`).exec(authorization)?.[1] ?? '';
    const [secret, about] = [hash(`${user}:camera:${password}`), hash(`${method}:${uri}`)];
    const middle = scheme === 'md5' ? this.#nonce : `${this.#nonce}:${field('nc')}:${field('cnonce')}:auth`;
    return field('uri') === uri && field('response') === hash(`${secret}:${middle}:${about}`);
  }

  #play(): void {
    if (this.#options.isBlind) return;
    this.#startedAt = performance.now();
    // A tick sends what is due by now, so that a loaded machine does not slow the camera down.
    this.#timer = setInterval(() => this.#sendDue(), 1_000 / this.#options.framesPerSecond / 2);
    this.#sendDue();
  }

  #sendDue(): void {
    const { pictures, framesPerSecond } = this.#options;
    const due = Math.floor(((performance.now() - this.#startedAt) * framesPerSecond) / 1_000);
    for (; this.#sent <= due; this.#sent++) {
      const { nals } = pictures[this.#sent % pictures.length]!;
      this.#sendPicture(nals, (this.#sent * Math.round(90_000 / framesPerSecond)) >>> 0);
    }
  }

  #sendPicture(nals: readonly Buffer[], timestamp: number): void {
    const small = nals.filter((nal) => nal.length < 200);
    // Parameter sets together in one STAP-A, as many cameras do it.
    const aggregated =
      small.length > 1 ? [Buffer.concat([Buffer.from([0x78]), ...small.flatMap((nal) => [lengthOf(nal), nal])])] : [];
    const rest = aggregated.length > 0 ? nals.filter((nal) => nal.length >= 200) : nals;
    const payloads = [...aggregated, ...rest.flatMap(fragments)];
    for (const [index, payload] of payloads.entries())
      this.#sendPacket(payload, timestamp, index === payloads.length - 1);
  }

  #sendPacket(payload: Buffer, timestamp: number, isMarked: boolean): void {
    const header = Buffer.alloc(12);
    header[0] = 0x80;
    header[1] = (isMarked ? 0x80 : 0) | PAYLOAD_TYPE;
    header.writeUInt16BE(this.#sequence, 2);
    header.writeUInt32BE(timestamp, 4);
    header.writeUInt32BE(0x1a2b3c4d, 8);
    this.#sequence = (this.#sequence + 1) % 65_536;
    const { spoil = (packet: Buffer) => packet } = this.#options;
    const packet = spoil(Buffer.concat([header, payload]));
    if (packet) this.#socket.write(Buffer.concat([Buffer.from([0x24, 0]), lengthOf(packet), packet]));
  }
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return length;
}

function fragments(nal: Buffer): Buffer[] {
  if (nal.length <= MTU) return [nal];
  const pieces: Buffer[] = [];
  for (let at = 1; at < nal.length; at += MTU) {
    const flags = (at === 1 ? 0x80 : 0) | (at + MTU >= nal.length ? 0x40 : 0);
    const header = Buffer.from([(nal[0]! & 0x60) | 28, flags | (nal[0]! & 0x1f)]);
    pieces.push(Buffer.concat([header, nal.subarray(at, at + MTU)]));
  }
  return pieces;
}
