import type { Channel } from '#shared/domain/channel.ts';
import type { ChannelCondition, ChannelView } from '#shared/wire/video.ts';

/** What a window may know of a channel: neither URL nor login. */
export function channelView(channel: Channel, gridCode: string | null, condition: ChannelCondition): ChannelView {
  const { sources, login: _login, ptz, ...facts } = channel;
  const grades = [...new Set(sources.map(({ grade }) => grade))].sort();
  return { ...facts, canTurn: ptz !== null, gridCode, grades, condition };
}
