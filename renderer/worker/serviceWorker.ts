/**
 * The shell of the phone page, kept on the phone: it opens without network. A new build has a new name; its files are fetched
 * beside the old ones, and take over at the next start. Everything else, the station's answers above all, goes to the network.
 */
export {};

/** Put in by the build: every file of the page, and what they are together. */
declare const PAGE_FILES: readonly string[];
declare const PAGE_VERSION: string;

interface PageWindow {
  focus(): Promise<unknown>;
}

/** Of the service worker's global scope what is used here; the page's own libraries know no such scope. */
interface Scope {
  readonly caches: CacheStorage;
  readonly clients: {
    matchAll(which: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly PageWindow[]>;
    openWindow(path: string): Promise<unknown>;
  };
  addEventListener(
    kind: 'install' | 'activate',
    listener: (event: { waitUntil(work: Promise<unknown>): void }) => void,
  ): void;
  addEventListener(
    kind: 'fetch',
    listener: (event: { readonly request: Request; respondWith(response: Promise<Response>): void }) => void,
  ): void;
  addEventListener(
    kind: 'notificationclick',
    listener: (event: { readonly notification: Notification; waitUntil(work: Promise<unknown>): void }) => void,
  ): void;
}

const scope = globalThis as unknown as Scope;
const PAGE = '/worker/';
const CACHE = `pingan-worker-${PAGE_VERSION}`;
const files: ReadonlySet<string> = new Set(PAGE_FILES);

scope.addEventListener('install', (event) => {
  const fill = async () => {
    const cache = await scope.caches.open(CACHE);
    await cache.addAll(PAGE_FILES.map((file) => new Request(file, { cache: 'reload' })));
  };
  event.waitUntil(fill());
});

scope.addEventListener('activate', (event) => {
  const forget = async () => {
    const names = await scope.caches.keys();
    const old = names.filter((name) => name.startsWith('pingan-worker-') && name !== CACHE);
    await Promise.all(old.map((name) => scope.caches.delete(name)));
  };
  event.waitUntil(forget());
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  const file = request.mode === 'navigate' && pathname === PAGE ? PAGE : pathname;
  if (!files.has(file)) return;
  const answer = async () => (await (await scope.caches.open(CACHE)).match(file)) ?? fetch(request);
  event.respondWith(answer());
});

/** The page that has it to say comes to the front; where it was closed meanwhile it is opened. */
scope.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const show = async () => {
    const [page] = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
    await (page ? page.focus() : scope.clients.openWindow(PAGE));
  };
  event.waitUntil(show());
});
