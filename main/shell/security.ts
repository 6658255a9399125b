/** The locks on every page: permissions, navigation, windows, webviews and requests (RELIABILITY §3, items 1, 5, 11–15). */
import { type App, type Session, shell, type WebContents } from 'electron';
import { isGranted } from './permissionRules.ts';
import type { SecurityLog } from './refusalLog.ts';
import {
  APP_ORIGIN,
  EXTERNAL_ORIGINS,
  isAllowedExternal,
  isAllowedRequest,
  isOwnFile,
  originOf,
} from './requestRules.ts';

export interface SessionLocks {
  readonly coreUrl: () => string | null;
  readonly isPackaged: boolean;
  readonly log: SecurityLog;
}

/** Electron grants by default; here every question has an answer, and it is no. */
export function lockSession(session: Session, { coreUrl, isPackaged, log }: SessionLocks): void {
  const mayUse = (permission: string, url: string, isMainFrame: boolean) => {
    const isAllowed = isGranted({ permission, url, isMainFrame });
    if (!isAllowed) log.note({ kind: 'permission', permission, origin: originOf(url) });
    return isAllowed;
  };
  session.setPermissionRequestHandler((contents, permission, decide, { isMainFrame }) =>
    decide(mayUse(permission, contents.getURL(), isMainFrame)),
  );
  // Of a page that has gone nothing but the origin is known, and that is not enough for a camera.
  session.setPermissionCheckHandler((contents, permission, origin, { isMainFrame }) =>
    mayUse(permission, originOf(origin) === APP_ORIGIN ? (contents?.getURL() ?? origin) : origin, isMainFrame),
  );
  session.setDevicePermissionHandler(({ deviceType, origin }) => mayUse(`device:${deviceType}`, origin, false));
  session.setBluetoothPairingHandler((_details, decide) => decide({ confirmed: false }));
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });
  // A file a page of ours has made itself: the shell asks the officer where to, and nothing is fetched.
  session.on('will-download', (event, item) => {
    if (!isOwnFile(item.getURL())) event.preventDefault();
  });
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, decide) => {
    const core = coreUrl();
    const context = { coreOrigin: core === null ? null : new URL(core).origin, isPackaged };
    const isAllowed = isAllowedRequest(details.url, context);
    if (isAllowed) log.note({ kind: 'origin', origin: originOf(details.url) });
    else log.note({ kind: 'request', url: details.url, resource: details.resourceType });
    decide({ cancel: !isAllowed });
  });
}

/** For every page that is ever made, whoever made it. */
export function lockPages(app: App, log: SecurityLog): void {
  app.on('web-contents-created', (_event, contents) => {
    forbidNavigation(contents, log);
    contents.setWindowOpenHandler(({ url }) => {
      if (isAllowedExternal(url, EXTERNAL_ORIGINS)) void shell.openExternal(url);
      else log.note({ kind: 'window', url });
      return { action: 'deny' };
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
      log.note({ kind: 'webview' });
    });
    contents.on('select-bluetooth-device', (event, _devices, choose) => {
      event.preventDefault();
      choose('');
    });
  });
}

function forbidNavigation(contents: WebContents, log: SecurityLog): void {
  const refuse = (event: { preventDefault(): void }, url: string) => {
    event.preventDefault();
    log.note({ kind: 'navigation', url });
  };
  // The shell loads a page by loadURL, which asks nobody; whatever comes here was the page's own wish.
  contents.on('will-navigate', (event, url) => {
    if (url !== contents.getURL()) refuse(event, url);
  });
  contents.on('will-redirect', (event, url) => refuse(event, url));
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) refuse(event, event.url);
  });
}
