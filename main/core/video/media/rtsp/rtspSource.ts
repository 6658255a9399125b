/** A camera pulled over RTSP/1.0 with everything inside one TCP connection: OPTIONS, DESCRIBE, SETUP, PLAY, then kept alive. */

import { parseUrl } from '#main/core/video/media/address/parseUrl.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { AddressRules } from '../address/addressRules.ts';
import { type MediaFault, mediaFault } from '../fault.ts';
import { Depacketizer } from '../h264/depacketizer.ts';
import { readRtp } from '../h264/rtpPacket.ts';
import type { OpenSource, SourceListener } from '../source.ts';
import { Authorization, type Challenge, chooseChallenge, type Login } from './authorization.ts';
import { RtspConnection } from './rtspConnection.ts';
import type { RtspFrame, RtspMessage } from './rtspReader.ts';
import { readSdp, type SdpVideo } from './sdp.ts';

const ASK_MS = 5_000;
const MOST_REDIRECTS = 3;
const DEFAULT_SESSION_S = 60;
const DEFAULT_PORT = 554;

export interface RtspOptions {
  readonly url: string;
  readonly login: Login | null;
  readonly rules: AddressRules;
  readonly askMs?: number;
}

export const rtspSource = (options: RtspOptions): OpenSource => {
  return (listener) => {
    const pull = new RtspPull(options, listener);
    void pull.run();
    return pull;
  };
};

type Step<Value> = Promise<Result<Value, MediaFault>>;

class RtspPull {
  readonly #options: RtspOptions;
  readonly #listener: SourceListener;
  #connection: RtspConnection | null = null;
  #authorization: Authorization | null = null;
  #depacketizer: Depacketizer | null = null;
  #payloadType = -1;
  #channel = 0;
  #session: string | null = null;
  #aggregate = '';
  #keepAlive: NodeJS.Timeout | undefined;
  #keepAliveMethod = 'GET_PARAMETER';
  /** Redirected to another machine: the login was given for the first one. */
  #isElsewhere = false;
  #isOver = false;

  constructor(options: RtspOptions, listener: SourceListener) {
    this.#options = options;
    this.#listener = listener;
  }

  async run(): Promise<void> {
    const started = await this.#start(this.#options.url);
    if (!started.ok) this.#end(started.failure);
  }

  dispose(): void {
    this.#isOver = true;
    clearInterval(this.#keepAlive);
    if (this.#session === null) this.#connection?.close();
    else this.#connection?.close('TEARDOWN', this.#aggregate, this.#headers('TEARDOWN', this.#aggregate));
  }

  async #start(first: string): Step<null> {
    let url = first;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const opened = await this.#open(url);
      if (!opened.ok) return opened;
      const described = await this.#ask('DESCRIBE', url, { Accept: 'application/sdp' });
      if (!described.ok) return described;
      const { status } = described.value;
      if (status === 301 || status === 302) {
        const target = redirectOf(described.value);
        if (target === null) return mediaFault('notAllowed', 'redirected to something that is no rtsp:// URL');
        this.#drop();
        this.#isElsewhere ||= new URL(target).hostname !== new URL(url).hostname;
        url = target;
        continue;
      }
      const refused = refusalOf('DESCRIBE', status);
      return refused ?? this.#play(url, described.value);
    }
    return mediaFault('notAllowed', `redirected more than ${MOST_REDIRECTS} times`);
  }

  async #open(url: string): Step<null> {
    const { hostname, port } = new URL(url);
    const pinned = await this.#options.rules.pin(hostname);
    if (!pinned.ok) return pinned;
    const listener = {
      onFrame: (frame: RtspFrame) => this.#take(frame),
      onLost: (fault: MediaFault) => this.#end(fault),
    };
    const at = Number(port) || DEFAULT_PORT;
    const opened = await RtspConnection.open(pinned.value, at, listener, this.#options.askMs ?? ASK_MS);
    if (!opened.ok) return opened;
    if (this.#isOver) {
      opened.value.close();
      return mediaFault('unreachable', 'no longer wanted');
    }
    this.#connection = opened.value;
    // Some cameras answer nothing before they have been asked what they can do; what they say is of no use.
    const options = await this.#connection.ask('OPTIONS', url, {});
    return options.ok ? ok(null) : options;
  }

  async #play(url: string, described: RtspMessage): Step<null> {
    const base = headerOf(described, 'content-base') ?? headerOf(described, 'content-location') ?? url;
    const { videos, control } = readSdp(described.body);
    const video = videos.find(({ codec }) => codec === 'H264') ?? videos[0];
    if (video === undefined) return mediaFault('noPicture', 'its description names no video');
    if (video.codec !== 'H264' || video.packetizationMode > 1) {
      return mediaFault('unsupportedCodec', `it sends ${video.codec}, mode ${video.packetizationMode}`);
    }
    const track = sameHost(url, resolveControl(base, video.control));
    this.#aggregate = sameHost(url, resolveControl(base, control));
    const setup = await this.#ask('SETUP', track, { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' });
    if (!setup.ok) return setup;
    const refused = refusalOf('SETUP', setup.value.status);
    if (refused !== null) return refused;
    this.#begin(setup.value, video);
    const playing = await this.#ask('PLAY', this.#aggregate, { Range: 'npt=0.000-' });
    if (!playing.ok) return playing;
    return refusalOf('PLAY', playing.value.status) ?? ok(null);
  }

  #begin(setup: RtspMessage, video: SdpVideo): void {
    const [session = '', ...settings] = (headerOf(setup, 'session') ?? '').split(';');
    this.#session = session.slice(0, 200);
    const stated = settings.map((setting) => /^\s*timeout\s*=\s*(\d{1,5})/i.exec(setting)?.[1]).find(Boolean);
    this.#channel = Number(/interleaved=(\d{1,3})/.exec(headerOf(setup, 'transport') ?? '')?.[1] ?? 0);
    this.#payloadType = video.payloadType;
    this.#depacketizer = new Depacketizer((unit) => {
      if (!this.#isOver) this.#listener.onUnit(unit);
    });
    this.#depacketizer.learn(video.parameterSets);
    const everyMs = Math.max(1, Math.min(Number(stated ?? DEFAULT_SESSION_S), DEFAULT_SESSION_S) / 2) * 1_000;
    this.#keepAlive = setInterval(() => void this.#stayAlive(), everyMs);
  }

  async #stayAlive(): Promise<void> {
    const method = this.#keepAliveMethod;
    const answer = await this.#connection!.ask(method, this.#aggregate, this.#headers(method, this.#aggregate));
    // Not every camera knows GET_PARAMETER, all of them OPTIONS. One that answers neither still shows its picture or not.
    if (answer.ok && (answer.value.status ?? 0) >= 400) this.#keepAliveMethod = 'OPTIONS';
  }

  #take({ channel, bytes }: RtspFrame): void {
    if (channel !== this.#channel) return;
    const packet = readRtp(bytes);
    if (packet !== null && packet.payloadType === this.#payloadType) this.#depacketizer?.push(packet);
  }

  /** Asks, and once more with the login where that is what is wanted. */
  async #ask(method: string, uri: string, extra: Readonly<Record<string, string>>): Step<RtspMessage> {
    const before = this.#authorization;
    const answer = await this.#connection!.ask(method, uri, { ...this.#headers(method, uri), ...extra });
    if (!answer.ok || answer.value.status !== 401) return answer;
    const challenge = chooseChallenge(answer.value.headers.get('www-authenticate') ?? []);
    if (!this.#mayTry(challenge, before)) return mediaFault('unauthorised', 'the camera wants another login');
    this.#authorization = new Authorization(this.#options.login!, challenge!);
    const again = await this.#connection!.ask(method, uri, { ...this.#headers(method, uri), ...extra });
    return again.ok && again.value.status === 401 ? mediaFault('unauthorised', 'the camera refuses the login') : again;
  }

  /** A login is tried once: more would lock the account at the camera. Only a nonce that grew old is worth another answer. */
  #mayTry(challenge: Challenge | null, before: Authorization | null): boolean {
    if (challenge === null || this.#options.login === null || this.#isElsewhere) return false;
    return before === null || (challenge.scheme === 'digest' && challenge.isStale);
  }

  #headers(method: string, uri: string): Record<string, string> {
    return {
      ...(this.#authorization && { Authorization: this.#authorization.header(method, uri) }),
      ...(this.#session && { Session: this.#session }),
    };
  }

  /** Leaves one connection for another; its end is not the end of the pull. */
  #drop(): void {
    this.#connection?.close();
    this.#connection = null;
    this.#authorization = null;
  }

  #end(fault: MediaFault): void {
    if (this.#isOver) return;
    this.dispose();
    this.#listener.onEnd(fault);
  }
}

const headerOf = (message: RtspMessage, name: string): string | undefined => message.headers.get(name)?.[0];

function refusalOf(method: string, status: number | null) {
  if (status !== null && status >= 200 && status < 300) return null;
  const said = `${method} was answered ${status}`;
  if (status === 401 || status === 403) return mediaFault('unauthorised', said);
  if (status === 404 || status === 454) return mediaFault('notFound', said);
  if (status === 415 || status === 461) return mediaFault('unsupportedCodec', said);
  return mediaFault('unreachable', said);
}

function redirectOf(message: RtspMessage): string | null {
  const target = parseUrl(headerOf(message, 'location') ?? '');
  if (target?.protocol !== 'rtsp:') return null;
  // A login in a redirect is the camera's idea, not the station's.
  target.username = '';
  target.password = '';
  return target.href;
}

/** RFC 2326 C.1.1: absolute, `*` for the base itself, or appended to the base as cameras do it. */
function resolveControl(base: string, control: string | null): string {
  if (control === null || control === '*' || control === '') return base;
  if (/^rtsp:\/\//i.test(control)) return control;
  return `${base.replace(/\/$/, '')}/${control.replace(/^\//, '')}`;
}

/** Cameras behind address translation state their inner address: requests go to the connection, so its name is right. */
function sameHost(url: string, control: string): string {
  const [own, stated] = [new URL(url), parseUrl(control)];
  const clean = control.replace(/[\r\n\s]/g, '');
  if (stated === null) return own.href;
  return clean.replace(/^rtsp:\/\/[^/?]*/i, `rtsp://${own.host}`);
}
