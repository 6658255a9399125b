/**
 * What a test cannot see of a phone from outside, noted inside the page before its own scripts run: what sounds, who watches the
 * position, what was pressed, what keeps the screen lit. And what no headless browser has: a page put behind another one.
 */
import type { Page } from 'playwright-core';

export interface PhoneWatch {
  /** Sounds that have begun and not ended. */
  readonly sounding: number;
  readonly watchesPosition: number;
  /** Times the screen is kept from going dark now. */
  readonly lit: number;
  /** Fingers put down and keys pressed, by a person or a test that plays one. */
  readonly inputs: number;
}

export const WATCH = `(() => {
  const watch = (globalThis.phoneWatch = { sounding: 0, watchesPosition: 0, lit: 0, inputs: 0 });
  const around = (owner, name, note) => {
    const original = owner[name];
    owner[name] = function (...given) {
      const answer = original.apply(this, given);
      note(this, answer);
      return answer;
    };
  };
  around(AudioBufferSourceNode.prototype, 'start', () => (watch.sounding += 1));
  around(AudioBufferSourceNode.prototype, 'stop', () => (watch.sounding -= 1));
  around(Geolocation.prototype, 'watchPosition', () => (watch.watchesPosition += 1));
  around(Geolocation.prototype, 'clearWatch', () => (watch.watchesPosition -= 1));
  addEventListener('pointerdown', ({ isTrusted }) => (watch.inputs += isTrusted ? 1 : 0), true);
  addEventListener('keydown', ({ isTrusted }) => (watch.inputs += isTrusted ? 1 : 0), true);
  let isHidden = false;
  const locks = new Set();
  Object.defineProperty(Document.prototype, 'hidden', { get: () => isHidden });
  Object.defineProperty(Document.prototype, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
  class Lock extends EventTarget {
    async release() {
      if (!locks.delete(this)) return;
      watch.lit = locks.size;
      this.dispatchEvent(new Event('release'));
    }
  }
  Object.defineProperty(Navigator.prototype, 'wakeLock', {
    value: {
      async request() {
        if (isHidden) throw new DOMException('hidden', 'NotAllowedError');
        const lock = new Lock();
        locks.add(lock);
        watch.lit = locks.size;
        return lock;
      },
    },
  });
  globalThis.putAway = (is) => {
    isHidden = is;
    document.dispatchEvent(new Event('visibilitychange'));
    // A browser takes them back from a page nobody sees.
    if (is) for (const lock of locks) void lock.release();
  };
})()`;

export const watched = (page: Page) => page.evaluate('globalThis.phoneWatch') as Promise<PhoneWatch>;

/** Puts another app in front, or the page in front again. */
export const putAway = (page: Page, isAway: boolean) => page.evaluate(`globalThis.putAway(${isAway})`);

/** What the phone itself shows of this page, oldest first. */
export const notices = (page: Page) =>
  page.evaluate(`navigator.serviceWorker.ready
    .then((worker) => worker.getNotifications())
    .then((shown) => shown.map(({ tag, title, body }) => ({ tag, title, body })))`) as Promise<
    { tag: string; title: string; body: string }[]
  >;

/** Pixels of the map that have the colour of the way. */
export const pixelsOfWay = (page: Page) =>
  page.evaluate(`(() => {
    const canvas = document.querySelector('[data-testid="map"]');
    const probe = document.createElement('canvas').getContext('2d');
    probe.fillStyle = getComputedStyle(canvas).getPropertyValue('--map-route');
    probe.fillRect(0, 0, 1, 1);
    const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) count += 1;
    }
    return count;
  })()`) as Promise<number>;

/** Seconds of sound in an encoded file, decoded by the browser. */
export const secondsOf = (page: Page, bytes: Buffer) =>
  page.evaluate(`new AudioContext().decodeAudioData(
    Uint8Array.from(atob('${bytes.toString('base64')}'), (letter) => letter.charCodeAt(0)).buffer,
  ).then(({ duration }) => duration)`) as Promise<number>;

/** What a finger takes at least, CSS pixels: WCAG 2.2, 2.5.5 Target Size (Enhanced). */
const FINGER_PX = 44;

/** What can be pressed on the page now and is smaller than a finger, as `width×height words`. */
export async function tooSmall(page: Page): Promise<readonly string[]> {
  return (await page.evaluate(`[...document.querySelectorAll('button, a[href], select, input, summary, [role=tab]')]
    .map((one) => ({ one: one.matches('input') ? (one.closest('label') ?? one) : one }))
    .map(({ one }) => ({ one, box: one.getBoundingClientRect() }))
    .filter(({ one, box }) => box.width > 0 && box.height > 0 && getComputedStyle(one).visibility === 'visible')
    .filter(({ box }) => box.width < ${FINGER_PX} - 0.5 || box.height < ${FINGER_PX} - 0.5)
    .map(({ one, box }) => Math.round(box.width) + '×' + Math.round(box.height) + ' ' + (one.dataset.testid ?? one.textContent))`)) as readonly string[];
}

/** How far down the page something stands, in 0–1: a thumb of the hand that holds it reaches the lower half. */
export async function reachOf(page: Page, testId: string): Promise<number> {
  const box = await page.getByTestId(testId).boundingBox();
  const height = (await page.evaluate('innerHeight')) as number;
  return box ? (box.y + box.height / 2) / height : 0;
}
