/**
 * One camera that is turned by ONVIF: Core (GetSystemDateAndTime, GetCapabilities), Media (GetProfiles) and PTZ version 2
 * (ContinuousMove, Stop, GetPresets, GotoPreset). What it said about itself is kept until it refuses something.
 */
import { randomBytes } from 'node:crypto';
import { parseUrl } from '#main/core/video/media/address/parseUrl.ts';
import type { Element } from '#main/core/xml/element.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { fail, ok, type Result } from '#shared/kit/result.ts';
import { escapeXml } from '#shared/kit/xml.ts';
import type { PtzPreset, PtzVector } from '#shared/wire/ptz.ts';
import type { AddressRules } from '../media/address/addressRules.ts';
import { type PostFault, postSoap } from './post.ts';
import { child, envelope, isNamed, readEnvelope, type SoapLogin, textOf } from './soap.ts';

const NAMESPACE = {
  device: 'http://www.onvif.org/ver10/device/wsdl',
  media: 'http://www.onvif.org/ver10/media/wsdl',
  ptz: 'http://www.onvif.org/ver20/ptz/wsdl',
  schema: 'http://www.onvif.org/ver10/schema',
} as const;

/** `refused`: it is there, understood, and says no. */
export type OnvifFault = PostFault | 'refused';
export interface OnvifFailure {
  readonly code: OnvifFault;
  /** The camera's own subcode; null where it gave none. */
  readonly subcode: string | null;
}
type Answer<Value> = Result<Value, OnvifFailure>;

export interface OnvifAddress {
  /** Of its device service: `http://10.1.0.7/onvif/device_service`. */
  readonly url: string;
  /** The media profile to turn; null: the first that can be turned. */
  readonly profile: string | null;
  readonly login: SoapLogin | null;
}

interface Known {
  readonly ptzUrl: string;
  readonly profile: string;
}

const MOST_PRESETS = 255;
const LONGEST_TOKEN = 64;

export class OnvifCamera {
  readonly #address: OnvifAddress;
  readonly #rules: Pick<AddressRules, 'pin'>;
  readonly #clock: Clock;
  /** What its clock is ahead of ours, ms. */
  #clockAheadMs = 0;
  #known: Known | null = null;

  constructor(address: OnvifAddress, rules: Pick<AddressRules, 'pin'>, clock: Clock) {
    this.#address = address;
    this.#rules = rules;
    this.#clock = clock;
  }

  /** Goes on for `lastsMs` unless it is told again; a camera that does not know time-outs goes on until `stop`. */
  move({ pan, tilt, zoom }: PtzVector, lastsMs: number): Promise<Answer<null>> {
    return this.#tell((profile) => {
      const turn = `<tt:PanTilt xmlns:tt="${NAMESPACE.schema}" x="${pan}" y="${tilt}"/>`;
      const lens = `<tt:Zoom xmlns:tt="${NAMESPACE.schema}" x="${zoom}"/>`;
      return `<ContinuousMove xmlns="${NAMESPACE.ptz}">${profile}<Velocity>${turn}${lens}</Velocity><Timeout>PT${lastsMs / 1_000}S</Timeout></ContinuousMove>`;
    });
  }

  stop(): Promise<Answer<null>> {
    return this.#tell(
      (profile) => `<Stop xmlns="${NAMESPACE.ptz}">${profile}<PanTilt>true</PanTilt><Zoom>true</Zoom></Stop>`,
    );
  }

  goTo(preset: string): Promise<Answer<null>> {
    const token = `<PresetToken>${escapeXml(preset)}</PresetToken>`;
    return this.#tell((profile) => `<GotoPreset xmlns="${NAMESPACE.ptz}">${profile}${token}</GotoPreset>`);
  }

  async presets(): Promise<Answer<PtzPreset[]>> {
    const answer = await this.#ask((profile) => `<GetPresets xmlns="${NAMESPACE.ptz}">${profile}</GetPresets>`);
    if (!answer.ok) return answer;
    const found = answer.value.children.filter((one) => isNamed(one, 'Preset')).slice(0, MOST_PRESETS);
    return ok(
      found.flatMap((preset) => {
        const token = preset.attributes.get('token') ?? '';
        if (token === '' || token.length > LONGEST_TOKEN) return [];
        return [{ token, name: (textOf(preset, 'Name') || token).slice(0, 60) }];
      }),
    );
  }

  async #tell(body: (profile: string) => string): Promise<Answer<null>> {
    const answer = await this.#ask(body);
    return answer.ok ? ok(null) : answer;
  }

  /** Of the PTZ service. Refused once, all that is known of the camera is asked anew: it may have been set up again. */
  async #ask(body: (profile: string) => string): Promise<Answer<Element>> {
    const wasKnown = this.#known !== null;
    const first = await this.#try(body);
    if (first.ok || !wasKnown || first.failure.code !== 'refused') return first;
    this.#known = null;
    return this.#try(body);
  }

  async #try(body: (profile: string) => string): Promise<Answer<Element>> {
    const known = await this.#meet();
    if (!known.ok) return known;
    const { ptzUrl, profile } = known.value;
    return this.#call(ptzUrl, body(`<ProfileToken>${escapeXml(profile)}</ProfileToken>`));
  }

  async #meet(): Promise<Answer<Known>> {
    if (this.#known) return ok(this.#known);
    const { url } = this.#address;
    await this.#setClock();
    const capabilities = await this.#call(
      url,
      `<GetCapabilities xmlns="${NAMESPACE.device}"><Category>All</Category></GetCapabilities>`,
    );
    if (!capabilities.ok) return capabilities;
    const all = child(capabilities.value, 'Capabilities');
    const [media, ptz] = ['Media', 'PTZ'].map((name) => all && textOf(child(all, name) ?? all, 'XAddr'));
    if (!media || !ptz) return fail({ code: 'refused', subcode: 'NoPTZ' });
    const profiles = await this.#call(this.#beside(media), `<GetProfiles xmlns="${NAMESPACE.media}"/>`);
    if (!profiles.ok) return profiles;
    const profile = this.#profileOf(profiles.value);
    if (profile === null) return fail({ code: 'refused', subcode: 'NoPTZProfile' });
    this.#known = { ptzUrl: this.#beside(ptz), profile };
    return ok(this.#known);
  }

  #profileOf({ children }: Element): string | null {
    const { profile: stated } = this.#address;
    const turned = children.filter((one) => isNamed(one, 'Profiles') && child(one, 'PTZConfiguration'));
    const tokens = turned.flatMap((one) => one.attributes.get('token') ?? []);
    return (stated === null ? tokens[0] : tokens.find((token) => token === stated)) ?? null;
  }

  /** A digest is of about now by the camera's clock, and the clock of a camera is wrong. Asked without a login (Core 5.9.1). */
  async #setClock(): Promise<void> {
    const answer = await this.#send(
      this.#address.url,
      envelope(`<GetSystemDateAndTime xmlns="${NAMESPACE.device}"/>`, null, 0, Buffer.alloc(0)),
    );
    const said = answer.ok && child(answer.value, 'SystemDateAndTime');
    const utc = said && child(said, 'UTCDateTime');
    if (!utc) return;
    const parts = (name: string, fields: readonly string[]) => {
      const part = child(utc, name);
      return fields.map((field) => (part ? Number.parseInt(textOf(part, field), 10) : Number.NaN));
    };
    const [year = 0, month = 0, day = 0] = parts('Date', ['Year', 'Month', 'Day']);
    const [hour = 0, minute = 0, second = 0] = parts('Time', ['Hour', 'Minute', 'Second']);
    const at = Date.UTC(year, month - 1, day, hour, minute, second);
    if (Number.isFinite(at)) this.#clockAheadMs = at - this.#clock();
  }

  async #call(url: string, body: string): Promise<Answer<Element>> {
    const { login } = this.#address;
    return this.#send(url, envelope(body, login, this.#clock() + this.#clockAheadMs, randomBytes(16)));
  }

  async #send(url: string, text: string): Promise<Answer<Element>> {
    const answer = await postSoap(url, text, this.#rules);
    if (!answer.ok) return fail({ code: answer.failure, subcode: null });
    const read = readEnvelope(answer.value);
    if (read.state === 'answered') return ok(read.body);
    if (read.state === 'notUnderstood') return fail({ code: 'unreachable', subcode: null });
    const isLogin = /^(NotAuthorized|FailedAuthentication|InvalidSecurity)/i.test(read.code);
    return fail({ code: isLogin ? 'unauthorised' : 'refused', subcode: read.code });
  }

  /** A camera behind another address names one it does not have: its path counts, its machine is the one that was stated. */
  #beside(address: string): string {
    const { origin } = new URL(this.#address.url);
    return new URL(parseUrl(address)?.pathname ?? '/', origin).href;
  }
}
