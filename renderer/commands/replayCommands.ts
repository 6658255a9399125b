import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';

const isOnScreen = ({ replay }: CommandContext) => replay?.isOnScreen === true;

/**
 * Replays, or goes back to what is live: the one key between the two. The past is left where it is until `leave`, so the same key
 * returns to it after an alarm.
 */
function toggleReplay({ replay, view }: CommandContext): void {
  const mode = replay?.state.mode;
  // What stands over the map would hide it.
  if (mode === 'off' || mode === 'suspended') view.change({ sheet: null, deviceDraft: null });
  if (mode === 'off') replay?.choose();
  else if (mode === 'choosing') replay?.leave();
  else if (mode === 'replaying') replay?.suspend();
  else replay?.resume();
}

export const replayCommands: readonly Command[] = [
  {
    id: 'replay.open',
    group: 'replay',
    keys: ['z'],
    isAvailable: ({ replay, client }) => replay !== null && client.live.station !== null,
    run: toggleReplay,
  },
  {
    id: 'replay.play',
    group: 'replay',
    keys: [';'],
    isAvailable: isOnScreen,
    run: ({ replay }) => replay?.play(!replay.state.isPlaying),
  },
  {
    id: 'replay.stepBack',
    group: 'replay',
    keys: [','],
    isAvailable: isOnScreen,
    run: ({ replay }) => void replay?.step(-1),
  },
  {
    id: 'replay.stepForward',
    group: 'replay',
    keys: ['.'],
    isAvailable: isOnScreen,
    run: ({ replay }) => void replay?.step(1),
  },
  {
    id: 'replay.leave',
    group: 'replay',
    keys: ['0'],
    isAvailable: ({ replay }) => replay !== null && replay.state.mode !== 'off',
    run: ({ replay }) => replay?.leave(),
  },
];
