/**
 * What a phone sent as the normalised record of PROTOCOLS §4: what `npm run decode` prints. Field names are an interface.
 * Phones come in over HTTP, which is the gateway's: there is no link to open here.
 */
import type { Result } from '#shared/kit/result.ts';
import { parseOsmandJson, parseOsmandQuery } from '#shared/wire/phones/osmandParse.ts';
import { parseOwntracks } from '#shared/wire/phones/owntracksParse.ts';
import type { PhoneReport } from '#shared/wire/phones/report.ts';
import type { FixDescription } from '../fixDescription.ts';

export type PhoneDescription =
  | {
      readonly ok: true;
      readonly fix: FixDescription;
      readonly alarm: readonly string[];
    }
  | { readonly ok: false; readonly reason: string; readonly detail?: string };

/** An OsmAnd query, with or without the address before it, a form body, or the JSON of newer Traccar clients. */
export function describeOsmand(text: string): PhoneDescription {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, reason: 'empty' };
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    const json = readJson(trimmed);
    if (json === undefined) return { ok: false, reason: 'json', detail: 'not JSON' };
    return describe(parseOsmandJson(json), altitudeOf(json, ['location', 'coords', 'altitude']));
  }
  // A request line may have been pasted with its method and version.
  const target = trimmed.replace(/^(?:GET|POST)\s+/, '').replace(/\s+HTTP\/[\d.]+$/, '');
  const query = new URLSearchParams(target.slice(target.indexOf('?') + 1));
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of query) fields[name] ??= value;
  const altitude = Number(fields.altitude?.trim() || Number.NaN);
  return describe(parseOsmandQuery(fields), Number.isFinite(altitude) ? altitude : null);
}

/** The JSON body of one message. */
export function describeOwntracks(text: string): PhoneDescription {
  if (text.trim() === '') return { ok: false, reason: 'empty' };
  const json = readJson(text);
  if (json === undefined) return { ok: false, reason: 'json', detail: 'not JSON' };
  return describe(parseOwntracks(json), altitudeOf(json, ['alt']));
}

function describe(parsed: Result<PhoneReport>, altM: number | null): PhoneDescription {
  if (!parsed.ok) return { ok: false, reason: parsed.failure.code, detail: parsed.failure.message };
  const { deviceKey, position, fixAt, batteryPercent, alarm } = parsed.value;
  return {
    ok: true,
    fix: {
      unitKey: deviceKey,
      t: fixAt,
      lat: position?.lat ?? null,
      lon: position?.lon ?? null,
      altM: position && altM,
      speedMps: position?.speedMps ?? null,
      courseDeg: position?.courseDegrees ?? null,
      accM: position?.accuracyM ?? null,
      valid: position !== null,
      battPct: batteryPercent,
    },
    alarm: alarm === null ? [] : [alarm],
  };
}

function altitudeOf(json: unknown, path: readonly string[]): number | null {
  let value: unknown = json;
  for (const name of path) {
    const isRecord = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    value = isRecord ? (value as Record<string, unknown>)[name] : undefined;
  }
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
