/**
 * A camera that is turned by ONVIF, as its maker would build it: SOAP 1.2 over HTTP on a real port, WS-UsernameToken checked with a
 * clock of its own. Its wire is written here from the specifications and shares no code with what speaks to it.
 */
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OnvifSimulatorOptions {
  readonly login: { readonly user: string; readonly password: string };
  /** Epoch ms by its own clock. */
  readonly clock: () => number;
  /** Every request of this kind is answered with this fault. */
  readonly faults?: Readonly<Record<string, string>>;
  /** What it says its services are at, instead of itself. */
  readonly saysItIsAt?: string;
}

export interface OnvifSimulator extends AsyncDisposable {
  readonly url: string;
  /** What it was told to do, in order: `ContinuousMove profile_1 0.5 0 0 PT2S`. */
  readonly orders: readonly string[];
  readonly refused: readonly string[];
}

/** Tokens older or newer than this by its own clock are refused, as cameras do. */
const FRESH_MS = 5_000;
const PRESETS = [
  ['1', '校门'],
  ['2', '停车场 <东>'],
] as const;

export async function startOnvifCamera(options: OnvifSimulatorOptions): Promise<OnvifSimulator> {
  const orders: string[] = [];
  const refused: string[] = [];
  const nonces = new Set<string>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const said = Buffer.concat(chunks).toString('utf8');
      const kind = /<s:Body>\s*<(?:\w+:)?(\w+)/.exec(said)?.[1] ?? '';
      const host = options.saysItIsAt ?? `http://${request.headers.host}`;
      const answer = (status: number, body: string) =>
        response.writeHead(status, { 'content-type': 'application/soap+xml' }).end(wrap(body));
      const fault = options.faults?.[kind];
      if (kind !== 'GetSystemDateAndTime' && !isKnown(said)) {
        refused.push(kind);
        return answer(400, faultOf('NotAuthorized'));
      }
      if (fault) return answer(500, faultOf(fault));
      const body = bodyOf(kind, said, host);
      return body === null ? answer(400, faultOf('ActionNotSupported')) : answer(200, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  function isKnown(said: string): boolean {
    const [, user] = /<wsse:Username>(.*?)</.exec(said) ?? [];
    const [, digest] = /#PasswordDigest">(.*?)</.exec(said) ?? [];
    const [, nonce = ''] = /#Base64Binary">(.*?)</.exec(said) ?? [];
    const [, created = ''] = /<wsu:Created>(.*?)</.exec(said) ?? [];
    const wanted = createHash('sha1')
      .update(Buffer.concat([Buffer.from(nonce, 'base64'), Buffer.from(created + options.login.password)]))
      .digest('base64');
    const isFresh = Math.abs(Date.parse(created) - options.clock()) <= FRESH_MS;
    const isNew = !nonces.has(nonce);
    nonces.add(nonce);
    return user === options.login.user && digest === wanted && isFresh && isNew;
  }

  function bodyOf(kind: string, said: string, host: string): string | null {
    const profile = /<ProfileToken>(.*?)</.exec(said)?.[1] ?? '';
    switch (kind) {
      case 'GetSystemDateAndTime': {
        const now = new Date(options.clock());
        const time = `<tt:Hour>${now.getUTCHours()}</tt:Hour><tt:Minute>${now.getUTCMinutes()}</tt:Minute><tt:Second>${now.getUTCSeconds()}</tt:Second>`;
        const date = `<tt:Year>${now.getUTCFullYear()}</tt:Year><tt:Month>${now.getUTCMonth() + 1}</tt:Month><tt:Day>${now.getUTCDate()}</tt:Day>`;
        return `<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:UTCDateTime><tt:Time>${time}</tt:Time><tt:Date>${date}</tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`;
      }
      case 'GetCapabilities':
        return `<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Media><tt:XAddr>${host}/onvif/media</tt:XAddr></tt:Media><tt:PTZ><tt:XAddr>${host}/onvif/ptz</tt:XAddr></tt:PTZ></tds:Capabilities></tds:GetCapabilitiesResponse>`;
      case 'GetProfiles':
        return '<trt:GetProfilesResponse><trt:Profiles token="still"><tt:Name>still</tt:Name></trt:Profiles><trt:Profiles token="profile_1"><tt:Name>main</tt:Name><tt:PTZConfiguration token="ptz"/></trt:Profiles></trt:GetProfilesResponse>';
      case 'GetPresets': {
        const list = PRESETS.map(([token, name]) => {
          const shown = name.replace('<', '&lt;').replace('>', '&gt;');
          return `<tptz:Preset token="${token}"><tt:Name>${shown}</tt:Name></tptz:Preset>`;
        });
        return `<tptz:GetPresetsResponse>${list.join('')}</tptz:GetPresetsResponse>`;
      }
      case 'ContinuousMove': {
        const [, x, y] = /PanTilt[^>]* x="([^"]+)" y="([^"]+)"/.exec(said) ?? [];
        const [, zoom] = /Zoom[^>]* x="([^"]+)"/.exec(said) ?? [];
        const [, timeout] = /<Timeout>(.*?)</.exec(said) ?? [];
        orders.push(`${kind} ${profile} ${x} ${y} ${zoom} ${timeout}`);
        return '<tptz:ContinuousMoveResponse/>';
      }
      case 'Stop':
        orders.push(`${kind} ${profile}`);
        return '<tptz:StopResponse/>';
      case 'GotoPreset': {
        const token = /<PresetToken>(.*?)</.exec(said)?.[1] ?? '';
        if (!PRESETS.some(([known]) => known === token)) return faultOf('NoToken');
        orders.push(`${kind} ${profile} ${token}`);
        return '<tptz:GotoPresetResponse/>';
      }
      default:
        return null;
    }
  }

  return {
    url: `http://127.0.0.1:${port}/onvif/device_service`,
    orders,
    refused,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const wrap = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tptz="http://www.onvif.org/ver20/ptz/wsdl" xmlns:ter="http://www.onvif.org/ver10/error"><env:Body>${body}</env:Body></env:Envelope>`;

const faultOf = (subcode: string) =>
  `<env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>ter:${subcode}</env:Value></env:Subcode></env:Code><env:Reason><env:Text xml:lang="en">no</env:Text></env:Reason></env:Fault>`;
