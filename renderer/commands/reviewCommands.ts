import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';

/** Of the incident in hand; without one the window asks what to look back at. */
function openReview({ machine, view }: CommandContext): void {
  const { incidentId } = view.state;
  void machine.openReview?.({ subject: 'incident', ...(incidentId !== null && { id: incidentId }) });
}

export const reviewCommands: readonly Command[] = [
  {
    id: 'review.open',
    group: 'replay',
    keys: ['Control+F11'],
    isAvailable: ({ machine, client }) => machine.openReview !== null && client.live.station !== null,
    run: openReview,
  },
];
