import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { type WorkerWords, workerText } from '#shared/text/worker.ts';
import { type WorkerReachWords, workerReachText } from '#shared/text/workerReach.ts';
import type { Phone } from './link/phone.ts';
import type { PhoneState } from './link/phoneState.ts';
import type { MapTiles } from './map/tiles.ts';
import type { Ring } from './ring/ring.ts';

interface PhoneParts {
  readonly phone: Phone;
  readonly ring: Ring;
  /** Null before it has joined. */
  readonly tiles: MapTiles | null;
}

export const PhoneContext = createContext<PhoneParts | null>(null);

export function usePhone(): PhoneParts {
  const parts = useContext(PhoneContext);
  if (!parts) throw new Error('No phone above this component');
  return parts;
}

export function usePhoneState(): PhoneState {
  const { phone } = usePhone();
  return useSyncExternalStore(phone.subscribe, () => phone.state);
}

export const useText = (): WorkerWords => workerText[usePhoneState().language];

export const useReachText = (): WorkerReachWords => workerReachText[usePhoneState().language];

/** The core's clock, every second. */
export function useNow(): number {
  const { phone } = usePhone();
  const [now, setNow] = useState(() => phone.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(phone.now()), 1_000);
    return () => clearInterval(timer);
  }, [phone]);
  return now;
}
