/**
 * Mouse, touch and keys of the scene, as on any map: drag moves the ground under the hand, the wheel zooms to the
 * pointer, the right button (or Ctrl) turns and tilts, Shift draws a rubber band. Only speaks in views; who may move the camera is decided elsewhere.
 */
import type { Disposable } from '#shared/kit/disposable.ts';
import { clampView, type Lens, panned, type View, type ViewLimits, zoomed } from './view.ts';

export interface ControlsHost {
  readonly lens: Lens;
  view(): View;
  limits(): ViewLimits;
  /** The officer moved the view. */
  moveTo(view: View): void;
  click(x: number, y: number): void;
  hover(x: number, y: number): void;
  /** A rubber band is being drawn; corners in CSS pixels, left above right. Null: given up. */
  stretch(band: ScreenBox | null): void;
  /** The hand let go of it. */
  enclose(band: ScreenBox): void;
  goHome(): void;
}

/** A rectangle of the screen, CSS pixels. */
export interface ScreenBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const CLICK_PX = 5;
const TURN_DEGREES_PER_PX = 0.28;
const WHEEL_PER_STEP = 0.0016;
const KEY_PAN_PX = 90;

export function attachControls(element: HTMLElement, host: ControlsHost): Disposable {
  const pointers = new Map<number, { x: number; y: number }>();
  let grabbed: readonly [number, number] | null = null;
  let pressed: { x: number; y: number; isTurn: boolean; isBand: boolean } | null = null;
  let isDragging = false;
  let spreadPx = 0;

  const at = (event: { clientX: number; clientY: number }) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const move = (view: View) => host.moveTo(clampView(view, host.limits()));

  const down = (event: PointerEvent) => {
    if (event.target instanceof Element && event.target.closest('button, [data-scene-chrome]')) return;
    const point = at(event);
    pointers.set(event.pointerId, point);
    element.setPointerCapture(event.pointerId);
    const isTurn = event.button === 2 || event.button === 1 || event.ctrlKey;
    pressed = { ...point, isTurn, isBand: event.shiftKey && !isTurn };
    isDragging = false;
    grabbed = host.lens.groundAt(point.x, point.y);
    if (pointers.size === 2) spreadPx = spread(pointers);
  };
  const drag = (event: PointerEvent) => {
    // It carries something off the map (carry.ts): the ground stays where it is.
    if (pressed && element.draggable) return;
    const point = at(event);
    const before = pointers.get(event.pointerId);
    if (!before || !pressed) return host.hover(point.x, point.y);
    pointers.set(event.pointerId, point);
    if (!isDragging && Math.hypot(point.x - pressed.x, point.y - pressed.y) < CLICK_PX) return;
    isDragging = true;
    if (pressed.isBand) return host.stretch(boxOf(pressed, point));
    if (pointers.size === 2) {
      const now = spread(pointers);
      if (spreadPx > 0 && now > 0) move(zoomed(host.view(), spreadPx / now, grabbed, host.limits()));
      spreadPx = now;
    } else if (pressed.isTurn) {
      const view = host.view();
      move({
        ...view,
        headingDegrees: view.headingDegrees + (point.x - before.x) * TURN_DEGREES_PER_PX,
        pitchDegrees: view.pitchDegrees - (point.y - before.y) * TURN_DEGREES_PER_PX * 0.7,
      });
    } else {
      const { lens } = host;
      // What was grabbed stays at its own level, whatever hills pass under the hand.
      const ground = grabbed && lens.levelAt(point.x, point.y, lens.field?.at(...grabbed) ?? 0);
      if (grabbed && ground) move(panned(host.view(), grabbed, ground));
    }
  };
  const up = (event: PointerEvent) => {
    const wasPressed = pointers.delete(event.pointerId);
    if (!wasPressed || !pressed) return;
    if (pressed.isBand && isDragging) {
      if (event.type === 'pointerup') host.enclose(boxOf(pressed, at(event)));
      else host.stretch(null);
    } else if (!isDragging && event.type === 'pointerup' && event.button === 0) host.click(pressed.x, pressed.y);
    if (pointers.size === 0) pressed = null;
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const pixels = event.deltaMode === 1 ? event.deltaY * 32 : event.deltaY;
    const { x, y } = at(event);
    const factor = Math.exp(Math.max(-240, Math.min(240, pixels)) * WHEEL_PER_STEP);
    move(zoomed(host.view(), factor, host.lens.groundAt(x, y), host.limits()));
  };
  const key = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Home') host.goHome();
    else {
      const view = keyed(host.view(), event.key, host.lens);
      if (!view) return;
      move(view);
    }
    event.preventDefault();
  };
  const noMenu = (event: Event) => event.preventDefault();

  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', drag);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', up);
  element.addEventListener('wheel', wheel, { passive: false });
  element.addEventListener('keydown', key);
  element.addEventListener('contextmenu', noMenu);
  return {
    dispose() {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', drag);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('keydown', key);
      element.removeEventListener('contextmenu', noMenu);
    },
  };
}

/** The view after a key, or null when the key is not ours. */
export function keyed(view: View, key: string, { metresPerPixel }: Pick<Lens, 'metresPerPixel'>): View | null {
  const stepM = KEY_PAN_PX * metresPerPixel;
  const radians = (view.headingDegrees * Math.PI) / 180;
  const pan = (right: number, ahead: number): View => ({
    ...view,
    x: view.x + (Math.cos(radians) * right + Math.sin(radians) * ahead) * stepM,
    y: view.y + (-Math.sin(radians) * right + Math.cos(radians) * ahead) * stepM,
  });
  switch (key) {
    case 'ArrowLeft':
      return pan(-1, 0);
    case 'ArrowRight':
      return pan(1, 0);
    case 'ArrowUp':
      return pan(0, 1);
    case 'ArrowDown':
      return pan(0, -1);
    case '+':
    case '=':
      return { ...view, distanceM: view.distanceM * 0.8 };
    case '-':
      return { ...view, distanceM: view.distanceM * 1.25 };
    case 'PageUp':
      return { ...view, pitchDegrees: view.pitchDegrees + 6 };
    case 'PageDown':
      return { ...view, pitchDegrees: view.pitchDegrees - 6 };
    default:
      return null;
  }
}

function boxOf(a: { x: number; y: number }, b: { x: number; y: number }): ScreenBox {
  return { left: Math.min(a.x, b.x), top: Math.min(a.y, b.y), right: Math.max(a.x, b.x), bottom: Math.max(a.y, b.y) };
}

function spread(pointers: ReadonlyMap<number, { x: number; y: number }>): number {
  const [first, second] = [...pointers.values()];
  return first && second ? Math.hypot(first.x - second.x, first.y - second.y) : 0;
}
