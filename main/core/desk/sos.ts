import type { LatestPositions } from '#main/core/tracks/latest.ts';
import { freshnessOf, isLive } from '#shared/domain/position.ts';
import type { World } from '#shared/domain/world.ts';
import { plainText } from '#shared/kit/plainText.ts';
import type { Signal } from '#shared/wire/signal.ts';

/** Of a request with its alarm, in hex digits: ten times what the apps send. */
const RAW_KEPT = 16 * 1024;

/** A phone's call for help, as its endpoint understood it. */
export interface SosCall {
  readonly source: 'osmand' | 'owntracks' | 'worker';
  /** What the phone called itself. */
  readonly unitKey: string;
  /** Null for a phone nobody enrolled. */
  readonly unitId: string | null;
  readonly text: string;
  /** The phone's own time of it, epoch ms. */
  readonly deviceAt: number | null;
  /** Sent with the call. */
  readonly position: { readonly lon: number; readonly lat: number } | null;
  /** The request as it came, hex. */
  readonly raw: string;
}

/**
 * A cry for help, as a signal like any device's. A unit is where it was last seen while that is fresh, else where the call
 * says, else at its post. A stranger's call is recorded for the officer to look at and opens nothing by itself.
 */
export function sosSignal(world: World, positions: LatestPositions, call: SosCall, now: number): Signal {
  const { source, deviceAt } = call;
  const account = plainText(call.unitKey, 80);
  const text = plainText(call.text, 200);
  const unit = call.unitId === null ? undefined : world.units.get(call.unitId);
  const fix = unit && positions.get(unit.id);
  const position = fix && isLive(freshnessOf(fix, now)) ? fix : (call.position ?? unit);
  const caller = unit?.name ?? account;
  return {
    linkId: source,
    protocol: source,
    remote: { address: account, port: 0 },
    receivedAt: now,
    raw: call.raw.slice(0, RAW_KEPT),
    deviceId: null,
    ...(unit ? { unitId: unit.id } : { reason: 'unknownAccount' as const }),
    account: unit?.id ?? account,
    sequence: '',
    token: 'SOS',
    events: [
      {
        class: 'emergency',
        code: 'SOS',
        qualifier: null,
        partition: null,
        zone: null,
        text,
        restore: false,
        silent: false,
        zh: `${caller} 求助`,
        en: `${caller} calls for help`,
      },
    ],
    deviceAt,
    skewMs: deviceAt === null ? null : deviceAt - now,
    isClockWrong: false,
    authenticated: 'clear',
    // Without a time of its own a repeated call cannot be told from a second one: it is a second one.
    duplicateKey: unit && deviceAt !== null ? `sos:${source}:${unit.id}:${deviceAt}:${text.toLowerCase()}` : null,
    ...(position && { position: { lon: position.lon, lat: position.lat } }),
  };
}
