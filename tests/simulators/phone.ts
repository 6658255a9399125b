/** A phone on the real HTTP wire: OwnTracks, OsmAnd and Traccar Client, as these apps send them. */
export interface PhoneOptions {
  /** `http://HOST:PORT` of the station. */
  readonly url: string;
  /** What the phone calls itself. */
  readonly key: string;
  readonly app?: 'owntracks' | 'osmand' | 'traccar';
}

export interface PhoneReport {
  readonly lat: number;
  readonly lon: number;
  /** By the phone's clock, epoch ms; the apps send whole seconds. */
  readonly at: number;
  readonly accuracyM?: number;
  readonly speedMps?: number;
  readonly courseDegrees?: number;
  readonly batteryPercent?: number;
  /** The words of a call for help. */
  readonly alarm?: string;
}

export interface PhoneAnswer {
  readonly status: number;
  readonly text: string;
}

const KNOTS_PER_MPS = 3600 / 1852;

export class Phone {
  readonly #options: Required<PhoneOptions>;

  constructor(options: PhoneOptions) {
    this.#options = { app: 'owntracks', ...options };
  }

  async send(report: PhoneReport): Promise<PhoneAnswer> {
    return this.transmit(this.encode(report));
  }

  /** What this phone's app sends: a query, or a body. */
  encode(report: PhoneReport): Buffer {
    const { key, app } = this.#options;
    if (app === 'osmand') return Buffer.from(osmandQuery(key, report));
    return Buffer.from(
      JSON.stringify(app === 'owntracks' ? owntracksMessage(key, report) : traccarMessage(key, report)),
    );
  }

  /** Any bytes in the place of what the app would send: what a broken phone or a stranger does. */
  async transmit(bytes: Uint8Array): Promise<PhoneAnswer> {
    const { url, app } = this.#options;
    const path = `${url}/ingest/${app === 'owntracks' ? 'owntracks' : 'osmand'}`;
    if (app === 'osmand') return answerOf(await fetch(`${path}?${printable(bytes)}`));
    const headers = { 'content-type': 'application/json' };
    return answerOf(await fetch(path, { method: 'POST', headers, body: Buffer.from(bytes) }));
  }

  sendText(text: string): Promise<PhoneAnswer> {
    return this.transmit(Buffer.from(text));
  }
}

function owntracksMessage(key: string, report: PhoneReport) {
  const { lat, lon, at, accuracyM, speedMps, courseDegrees, batteryPercent, alarm } = report;
  return {
    _type: 'location',
    ...(key.includes('/') ? { topic: key, tid: key.slice(-2) } : { tid: key }),
    tst: Math.floor(at / 1_000),
    lat,
    lon,
    acc: accuracyM,
    vel: speedMps === undefined ? undefined : Math.round(speedMps * 3.6),
    cog: courseDegrees,
    batt: batteryPercent,
    alarm,
  };
}

function traccarMessage(key: string, report: PhoneReport) {
  const { lat, lon, at, accuracyM = -1, speedMps = -1, courseDegrees = -1, batteryPercent, alarm } = report;
  const coords = { latitude: lat, longitude: lon, accuracy: accuracyM, speed: speedMps, heading: courseDegrees };
  const battery = { level: batteryPercent === undefined ? -1 : batteryPercent / 100 };
  return { device_id: key, location: { timestamp: new Date(at).toISOString(), coords, battery, alarm } };
}

function osmandQuery(key: string, report: PhoneReport): string {
  const { lat, lon, at, accuracyM, speedMps, courseDegrees, batteryPercent, alarm } = report;
  const fields = {
    id: key,
    lat,
    lon,
    timestamp: Math.floor(at / 1_000),
    accuracy: accuracyM,
    speed: speedMps === undefined ? undefined : speedMps * KNOTS_PER_MPS,
    bearing: courseDegrees,
    batt: batteryPercent,
    alarm,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) query.set(name, String(value));
  return query.toString();
}

/** A query can only hold printable ASCII; a phone's own is that already. */
const printable = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[^\x21-\x7E]/g, encodeURIComponent);

async function answerOf(response: Response): Promise<PhoneAnswer> {
  return { status: response.status, text: await response.text() };
}
