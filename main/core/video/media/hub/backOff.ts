/** How long to leave a source alone after it failed: 1 to 30 s, doubled each time, with jitter so that a street does not call at once. */
import type { ChannelFault } from '#shared/domain/channel.ts';
import type { HubLimits } from './limits.ts';

/** Asking again soon changes nothing about these, and a wrong login asked often locks the account at the camera. */
const LASTING: readonly ChannelFault[] = ['unauthorised', 'notAllowed', 'unsupportedCodec', 'notFound'];

export function backOffMs(failures: number, fault: ChannelFault, limits: HubLimits, random: () => number): number {
  const { firstBackOffMs, longestBackOffMs } = limits;
  const grown = LASTING.includes(fault) ? longestBackOffMs : firstBackOffMs * 2 ** Math.min(failures - 1, 20);
  const most = Math.min(longestBackOffMs, grown);
  return Math.round(most * (0.75 + random() * 0.25));
}
