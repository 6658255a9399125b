/**
 * Notifications of the phone itself, for a page that is behind another one or under a locked screen. They are shown by the page as
 * long as it lives: there is no push service without internet, so a page that was closed hears nothing.
 */

/** `impossible`: no service worker, because the certificate is not trusted yet, or the browser has none. */
export type NoticesState = 'ask' | 'on' | 'denied' | 'impossible';
export type NoticeKind = 'ring' | 'message' | 'task';

const TAG = (kind: NoticeKind) => `pingan-${kind}`;
const SHAKE_MS = [400, 150, 400, 150, 400];

async function ownWorker(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator) || typeof Notification === 'undefined') return null;
  return (await navigator.serviceWorker.getRegistration('/worker/')) ?? null;
}

/** Calls back with what is so now, and whenever that may have changed. */
export function watchNotices(onState: (state: NoticesState) => void): void {
  const look = () => void noticesState().then(onState);
  look();
  // The first time it is opened the worker comes after the page; and settings are changed while the page is out of sight.
  if ('serviceWorker' in navigator) void navigator.serviceWorker.ready.then(look);
  document.addEventListener('visibilitychange', look);
}

async function noticesState(): Promise<NoticesState> {
  if ((await ownWorker()) === null) return 'impossible';
  if (Notification.permission === 'granted') return 'on';
  return Notification.permission === 'denied' ? 'denied' : 'ask';
}

/** In a touch of somebody, or the browser does not ask. */
export async function askForNotices(): Promise<NoticesState> {
  const state = await noticesState();
  if (state !== 'ask') return state;
  await Notification.requestPermission();
  return noticesState();
}

/**
 * A locked screen shows it to anybody: `title` and `body` name no person and no place. The same kind again replaces what is there,
 * and sounds and shakes again.
 */
export async function showNotice(kind: NoticeKind, title: string, body: string): Promise<void> {
  const worker = await ownWorker();
  if (!worker || Notification.permission !== 'granted') return;
  const loud = { renotify: true, vibrate: SHAKE_MS };
  await worker.showNotification(title, {
    ...loud,
    body,
    tag: TAG(kind),
    icon: '/worker/icons/icon-192.png',
    lang: document.documentElement.lang,
    requireInteraction: kind === 'ring',
  });
}

export async function clearNotice(kind: NoticeKind): Promise<void> {
  const worker = await ownWorker();
  for (const notice of (await worker?.getNotifications({ tag: TAG(kind) })) ?? []) notice.close();
}
