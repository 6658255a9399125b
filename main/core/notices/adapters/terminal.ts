import type { LivePermit } from '#shared/domain/livePermit.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { World } from '#shared/domain/world.ts';
import type { NoticeAdapter, Sending } from '../adapter.ts';
import { linkageOf, linkageText, orderEndedText, orderText } from '../words.ts';

/** As links take it: `dispatchId` is what the terminal's own answer names again. */
interface TerminalText {
  readonly text: string;
  readonly isUrgent: boolean;
  readonly dispatchId?: string;
}

/** Text for the screen and voice of JT/T 808 terminals. `notify`: true when it went down the line. */
export function terminalAdapter(
  _permit: LivePermit,
  world: Pick<World, 'incidents' | 'units'>,
  notify: (account: string, notice: TerminalText) => boolean,
): NoticeAdapter {
  return {
    name: 'terminal',
    limits: { all: 64, lane: 1 },
    laneOf: ({ to }) => to,
    send(notice): Sending {
      const unit = world.units.get(notice.to);
      const text = unit && textOf(notice);
      if (!text) return { state: 'failed', reason: 'incidentOver' };
      if (notify(unit.terminal ?? unit.id, text)) return { state: 'sent' };
      // Its order is given to a terminal when it comes back; that an order has ended it sees by not being given it.
      if (notice.matter === 'order') return { state: 'waiting' };
      const isOver = notice.matter === 'orderEnded';
      return isOver ? { state: 'failed', reason: 'offline' } : { state: 'retry', reason: 'offline' };
    },
  };

  function textOf(notice: Notice): TerminalText | undefined {
    const incident = world.incidents.get(notice.incidentId);
    if (notice.matter === 'orderEnded') return { text: orderEndedText(incident), isUrgent: false };
    if (notice.matter === 'linkage') {
      const linked = linkageOf(world, notice);
      return linked && { text: linkageText(linked.incident, linked.group), isUrgent: true, dispatchId: notice.id };
    }
    const dispatch = incident?.dispatches.find(({ id }) => id === notice.dispatchId);
    return incident && dispatch && { text: orderText(incident, dispatch), isUrgent: true, dispatchId: dispatch.id };
  }
}
