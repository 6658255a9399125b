/** Why a stream does not play, as a value: one of the faults a channel can have, and what the log says about it. */
import type { ChannelFault } from '#shared/domain/channel.ts';

export interface MediaFault {
  readonly code: ChannelFault;
  /** For the log and the integrator; names no user and no password. */
  readonly message: string;
}

export const mediaFault = (code: ChannelFault, message: string): { ok: false; failure: MediaFault } => ({
  ok: false,
  failure: { code, message },
});
