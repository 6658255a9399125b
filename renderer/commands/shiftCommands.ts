import type { Command } from './command.ts';

export const shiftCommands: readonly Command[] = [
  {
    id: 'view.shift',
    group: 'view',
    keys: ['Control+s'],
    isAvailable: () => true,
    run: ({ view }) => view.change({ sheet: view.state.sheet?.id === 'shift' ? null : { id: 'shift', focus: null } }),
  },
];
