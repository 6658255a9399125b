/**
 * A camera carried off the map by the mouse, as the browser's own drag: it can be dropped on a tile of this window and of any
 * other window of the application. Whoever takes it reads the id of its channel under {@link CHANNEL_DRAG_TYPE}.
 */
import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { CHANNEL_DRAG_TYPE } from '../live/channelDrag.ts';

export interface Carried {
  readonly channelId: string;
  readonly name: string;
}

/** `carriedAt`: what a press at these CSS pixels of the element takes up; null presses the map. */
export function attachCarry(element: HTMLElement, carriedAt: (x: number, y: number) => Carried | null): Disposable {
  const disposables = new DisposableStore();
  let carried: Carried | null = null;

  function listen<Kind extends keyof HTMLElementEventMap>(
    kind: Kind,
    listener: (event: HTMLElementEventMap[Kind]) => void,
  ): void {
    // Before the controls of the scene, which ask whether something is being carried.
    element.addEventListener(kind, listener, { capture: true });
    disposables.add(toDisposable(() => element.removeEventListener(kind, listener, { capture: true })));
  }
  const take = (thing: Carried | null) => {
    carried = thing;
    element.draggable = thing !== null;
  };

  listen('pointerdown', ({ pointerType, button, ctrlKey, shiftKey, target, clientX, clientY }) => {
    // A finger moves the map; other buttons and keys turn it or draw on it.
    const isPlain = pointerType === 'mouse' && button === 0 && !ctrlKey && !shiftKey;
    const isOnMap = !(target instanceof Element) || !target.closest('button, [data-scene-chrome]');
    const box = element.getBoundingClientRect();
    take(isPlain && isOnMap ? carriedAt(clientX - box.left, clientY - box.top) : null);
  });
  listen('pointerup', () => take(null));
  listen('dragend', () => take(null));
  listen('dragstart', (event) => {
    if (!carried || !event.dataTransfer) return event.preventDefault();
    event.dataTransfer.effectAllowed = 'copy';
    event.dataTransfer.setData(CHANNEL_DRAG_TYPE, carried.channelId);
    event.dataTransfer.setData('text/plain', carried.name);
    showInHand(event.dataTransfer, carried.name);
  });
  return disposables;
}

/** The name goes with the pointer: the browser would show a picture of the whole map. */
function showInHand(transfer: DataTransfer, name: string): void {
  const shown = document.createElement('div');
  shown.className = 'scene-carried';
  shown.textContent = name;
  document.body.append(shown);
  transfer.setDragImage(shown, -12, -8);
  // The browser has taken its picture by the next task.
  setTimeout(() => shown.remove());
}
