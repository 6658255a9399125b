import { keyName } from '../../commands/keys.ts';
import { DIRECTOR_KEYS, type DirectorHand } from '../../panels/director/directorKeys.ts';
import { keyTargetOf } from '../duty/listenForKeys.ts';

/**
 * Turns key presses into what the director does. A dialog and a field keep theirs. On the stage Space stops the drill whatever has
 * the focus, for a click leaves it on a row: rows and buttons are pressed by Enter there.
 */
export function listenForDirectorKeys(target: Window, hand: DirectorHand): void {
  target.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return;
    const name = keyName(event);
    const where = keyTargetOf(event.target);
    if (where === 'text') {
      if (name === 'Escape') (event.target as HTMLElement).blur();
      return;
    }
    const isOnStage = hand.view.state.page === 'stage' && hand.view.state.editing === null;
    const { dialog, leaving } = hand.view.state;
    const hasDialog = dialog !== null || leaving !== null || hand.commands.view.state.dialog !== null;
    if ((hasDialog && name !== 'Escape') || (where === 'button' && name === 'Space' && !isOnStage)) return;
    const key = DIRECTOR_KEYS.find(({ keys, run }) => run && keys.includes(name));
    if (!key?.run || event.repeat) return;
    event.preventDefault();
    key.run(hand);
  });
}
