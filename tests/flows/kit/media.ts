/** A media process as small as can be: it keeps what it was told, and answers what a test wants. */

import type { MediaHost, StreamHealth, StreamOrder } from '#main/core/video/media/contract.ts';
import { orderSchema } from '#main/core/video/media/host/messages.ts';
import { waysOf } from '#main/core/video/media/ways.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';

export interface TestMedia extends MediaHost {
  readonly admitted: Map<string, StreamOrder>;
  readonly ended: string[];
  readonly probed: { readonly streamId: string; readonly url: string }[];
  /** Streams that are pulled whether anybody watches or not. */
  held: readonly string[];
  healthNow: StreamHealth[];
  /** What a probe of a stream comes to; a picture unless a test says otherwise. */
  faults: Map<string, string>;
}

export function testMedia(): TestMedia {
  const media: TestMedia = {
    admitted: new Map(),
    ended: [],
    probed: [],
    held: [],
    healthNow: [],
    faults: new Map(),
    port: () => 4_799,
    admit(ticket, order) {
      // What the process itself would not understand is no order.
      orderSchema.parse(order);
      media.admitted.set(ticket, order);
      return ok(waysOf(order.source.protocol));
    },
    async offer(ticket, sdp): Promise<Result<string>> {
      return media.admitted.has(ticket) ? ok(`v=0\r\na=answer-to ${sdp.length}\r\n`) : refuse('notFound', '');
    },
    hold(orders) {
      media.held = orders.map(({ streamId }) => streamId);
    },
    end(ticket) {
      media.admitted.delete(ticket);
      media.ended.push(ticket);
    },
    async probe({ streamId, source }) {
      media.probed.push({ streamId, url: source.url });
      const fault = media.faults.get(streamId);
      return fault ? refuse(fault, '') : ok({ codec: 'H264', widthPx: 640, heightPx: 360, tookMs: 40 });
    },
    health: () => media.healthNow,
    dispose: () => undefined,
  };
  return media;
}
