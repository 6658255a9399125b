import type { ChannelFault } from '#shared/domain/channel.ts';
import { refuse } from '#shared/kit/result.ts';
import { CHANNEL_FAULT_WORDS } from '#shared/text/video.ts';

/** A channel's fault as the refusal a seat gets. */
export const refuseFault = (fault: ChannelFault) => refuse(fault, CHANNEL_FAULT_WORDS[fault].zh);
