import { refuseFault } from '#main/core/video/faults.ts';
import type { MediaHost } from '#main/core/video/media/contract.ts';

/** A station without pictures: everything is refused, in words. */
export const absentMedia = (): MediaHost => ({
  port: () => null,
  admit: () => refuseFault('serverDown'),
  offer: async () => refuseFault('serverDown'),
  hold: () => undefined,
  end: () => undefined,
  probe: async () => refuseFault('serverDown'),
  health: () => [],
  dispose: () => undefined,
});
