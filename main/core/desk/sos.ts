import { ageOf, FRESH_MS, type LatestPositions } from '#main/core/tracks/latest.ts';
import type { World } from '#shared/domain/world.ts';
import type { Signal } from '#shared/wire/signal.ts';

/** A unit's own cry for help, as a signal like any device's. Its position is the last one it sent, while that is fresh. */
export function sosSignal(world: World, positions: LatestPositions, unitId: string, text: string, now: number): Signal {
  const unit = world.units.get(unitId)!;
  const fix = positions.get(unitId);
  const position = fix && ageOf(fix, now) <= FRESH_MS ? fix : unit;
  return {
    linkId: 'osmand',
    protocol: 'osmand',
    remote: { address: unitId, port: 0 },
    receivedAt: now,
    raw: '',
    deviceId: null,
    unitId,
    account: unitId,
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
        zh: `${unit.name} 求助`,
        en: `${unit.name} calls for help`,
      },
    ],
    deviceAt: fix?.fixAt ?? null,
    skewMs: null,
    isClockWrong: false,
    authenticated: 'clear',
    duplicateKey: null,
    position: { lon: position.lon, lat: position.lat },
  };
}
