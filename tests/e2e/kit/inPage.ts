/**
 * Runs a function inside a page, with what it may touch there handed in as its first argument. The tests are Node programs
 * and know no DOM types; this states the few parts of a page they use, instead of letting the DOM into every Node file.
 */
import type { Page } from 'playwright-core';
import type { Bridge } from '#shared/wire/bridge.ts';

export interface PageElement {
  textContent: string;
  href: string;
  src: string;
  readonly contentDocument: { readonly location: { readonly href: string } } | null;
  setAttribute(name: string, value: string): void;
  click(): void;
  remove(): void;
}

interface PolicyViolation {
  readonly effectiveDirective: string;
  readonly blockedURI: string;
  readonly sourceFile: string;
  readonly lineNumber: number;
}

interface DeviceApi {
  readonly requestPort?: (options: object) => Promise<unknown>;
  readonly requestDevice?: (options: object) => Promise<unknown>;
}

export interface PageWorld {
  readonly pingan: Bridge;
  /** Where injected code would leave a mark. */
  marks: unknown[];
  /** What the content security policy blocked since the page was loaded. */
  violations: string[];
  readonly location: { href: string };
  readonly document: {
    readonly body: { append(...elements: PageElement[]): void };
    createElement(tag: string): PageElement;
    addEventListener(kind: 'securitypolicyviolation', listener: (event: PolicyViolation) => void): void;
  };
  readonly navigator: {
    readonly permissions: { query(wanted: { name: string }): Promise<{ readonly state: string }> };
    readonly mediaDevices: { getUserMedia(wanted: object): Promise<unknown>; getDisplayMedia(): Promise<unknown> };
    readonly geolocation: { getCurrentPosition(done: (place: unknown) => void, fail: (error: unknown) => void): void };
    requestMIDIAccess(options: object): Promise<unknown>;
  } & Readonly<Record<'serial' | 'usb' | 'hid' | 'bluetooth', DeviceApi | undefined>>;
  readonly Notification: { requestPermission(): Promise<string> };
  readonly Array: typeof Array;
  readonly Function: typeof Function;
  eval(source: string): unknown;
  open(url: string, target: string): unknown;
}

/** @param argument anything JSON can carry */
export function inPage<Answer, Argument = undefined>(
  page: Page,
  run: (world: PageWorld, argument: Argument) => Answer,
  argument?: Argument,
): Promise<Awaited<Answer>> {
  return page.evaluate(scriptOf(run, argument)) as Promise<Awaited<Answer>>;
}

/** Resolves with the address of the core once the window is told that it runs. */
export function runningCore(window: Page): Promise<string> {
  return inPage(
    window,
    (world) =>
      new Promise<string>((done) => {
        world.pingan.onCore((core) => {
          if (core.state === 'running' && core.url) done(core.url);
        });
      }),
  );
}

/** Runs it before any script of each page that is loaded from now on. */
export async function beforePage(page: Page, run: (world: PageWorld) => void): Promise<void> {
  await page.addInitScript({ content: scriptOf(run, undefined) });
}

function scriptOf(run: (...args: never[]) => unknown, argument: unknown): string {
  return `(${run.toString()})(globalThis, ${JSON.stringify(argument) ?? 'undefined'})`;
}
