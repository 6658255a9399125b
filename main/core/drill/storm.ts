/** Which devices a storm presses, when and with what: the same scenario with the same seed is the same storm. */
import { fingerprint } from '#shared/kit/fingerprint.ts';
import type { ActOf } from '#shared/wire/scenarioActs.ts';
import { Chance } from './chance.ts';

export interface Press {
  readonly deviceId: string;
  readonly afterSeconds: number;
  readonly code: string;
}

/** In order of time. `devices`: those that may be pressed, in an order of their own that does not change; not empty. */
export function stormOf(act: ActOf<'storm'>, seed: number, injectId: string, devices: readonly string[]): Press[] {
  const chance = new Chance((seed ^ Number.parseInt(fingerprint(injectId).slice(0, 8), 16)) >>> 0);
  const waiting: string[] = [];
  return Array.from({ length: act.count }, (_, index) => {
    // Every device once before any of them again.
    if (waiting.length === 0) waiting.push(...devices);
    const [deviceId = ''] = waiting.splice(Math.floor(chance.next() * waiting.length), 1);
    const share = (index + chance.next()) / act.count;
    return { deviceId, afterSeconds: Math.round(share * act.overSeconds), code: chance.pick(act.codes) };
  });
}
