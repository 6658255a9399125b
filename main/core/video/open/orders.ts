/** What is pulled when somebody opens a channel: which of its sources, from where in a looped file, under which name. */
import type { MediaHost, StreamOrder } from '#main/core/video/media/contract.ts';
import type { Channel, StreamGrade } from '#shared/domain/channel.ts';

/** Sources of a grade in the order in which they are tried: the other grade stands in where there is none of it. */
export function ordersOf(channel: Channel, grade: StreamGrade): readonly StreamOrder[] {
  const wanted = channel.sources.filter((source) => source.grade === grade);
  const others = channel.sources.filter((source) => source.grade !== grade);
  return [...wanted, ...others].map((source) => {
    const place = channel.sources.filter((other) => other.grade === source.grade).indexOf(source);
    return {
      streamId: `${channel.id}/${source.grade}${place === 0 ? '' : `/${place}`}`,
      source,
      login: channel.login,
      offsetS: source.protocol === 'file' ? offsetOf(channel.id) : 0,
    };
  });
}

/** The first that has not just failed; the first of all where every one has. */
export function chooseOrder(
  orders: readonly StreamOrder[],
  health: ReturnType<MediaHost['health']>,
): StreamOrder | undefined {
  const failing = new Set(health.flatMap(({ streamId, fault }) => (fault === null ? [] : [streamId])));
  return orders.find(({ streamId }) => !failing.has(streamId)) ?? orders[0];
}

/** The same for one camera at every start, and another for its neighbour: 0 to 60 seconds. */
function offsetOf(channelId: string): number {
  let mixed = 2_166_136_261;
  for (let at = 0; at < channelId.length; at++) mixed = Math.imul(mixed ^ channelId.charCodeAt(at), 16_777_619);
  return ((mixed >>> 0) % 600) / 10;
}
