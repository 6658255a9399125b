/** What is done with the camera's picture in hand: the tile last touched, on any panel. Function keys: a picture is no text field. */
import type { CommandId } from '#shared/text/commands.ts';
import type { Command } from './command.ts';
import { maySend, openIncident } from './context.ts';
import type { TileHand } from './deskView.ts';

/** The line where a verdict is given with a digit while the cameras are open. */
export const VERDICT_FIELD = 'video-verdict';

function onTile(id: CommandId, key: string, run: (tile: TileHand) => void, fits = (_tile: TileHand) => true): Command {
  return {
    id,
    group: 'video',
    keys: [key],
    isAvailable: ({ view: { state } }) => state.tiles[0] !== undefined && fits(state.tiles[0]),
    run: ({ view: { state } }) => {
      const [tile] = state.tiles;
      if (tile) run(tile);
    },
  };
}

export const videoCommands: readonly Command[] = [
  onTile('video.snapshot', 'F2', (tile) => tile.snapshot()),
  onTile('video.mark', 'F3', (tile) => tile.mark()),
  onTile('video.fullScreen', 'F4', (tile) => tile.toggleFullScreen()),
  onTile(
    'video.sound',
    'Control+F2',
    (tile) => tile.toggleSound(),
    (tile) => tile.hasSound(),
  ),
  onTile(
    'video.lookBack',
    'Control+F4',
    (tile) => tile.toggleLookBack(),
    (tile) => tile.hasPast(),
  ),
  onTile(
    'video.turn',
    'Control+F3',
    (tile) => tile.toggleTurning(),
    (tile) => tile.canTurn(),
  ),
  {
    id: 'video.verdict',
    group: 'video',
    keys: ['F8'],
    isAvailable: (context) =>
      context.view.state.tiles.length > 0 && openIncident(context) !== undefined && maySend(context, 'incident.verify'),
    run: ({ focusField }) => focusField(VERDICT_FIELD),
  },
];
