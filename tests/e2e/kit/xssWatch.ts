/** Whether hostile words became anything but text in a page: calls, dialogs, refusals of the policy, requests, strange elements. */
import type { Page } from 'playwright-core';
import { inPage } from './inPage.ts';
import { FOREIGN_HOST } from './xssCorpus.ts';

export interface XssFound {
  readonly marks: readonly unknown[];
  readonly violations: readonly string[];
  readonly dialogs: readonly string[];
  readonly foreign: readonly string[];
  readonly injected: readonly string[];
}

export const NOTHING_FOUND: XssFound = { marks: [], violations: [], dialogs: [], foreign: [], injected: [] };

/** Notes from now on, until the page is loaded anew; what it returns says what was found so far. */
export async function watchXss(page: Page): Promise<() => Promise<XssFound>> {
  const dialogs: string[] = [];
  const foreign: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    // Our own core may be asked for a camera whose id is such words; nobody else may be asked for anything.
    if (URL.parse(request.url())?.hostname.endsWith(FOREIGN_HOST)) foreign.push(request.url());
  });
  await inPage(page, (world) => {
    world.marks = [];
    world.violations = [];
    Reflect.set(world, 'xss', () => world.marks.push('xss'));
    world.document.addEventListener('securitypolicyviolation', (event) => {
      world.violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  return async () => {
    const { marks, violations } = await inPage(page, (world) => ({ marks: world.marks, violations: world.violations }));
    return { marks, violations, dialogs, foreign, injected: (await page.evaluate(INJECTED)) as string[] };
  };
}

/** Elements and attributes no view of ours makes, in `root`. */
const FIND = `(root) => {
  const strange = 'iframe, object, embed, base, marquee, math, template, details[ontoggle], form[action*="evil"], link[href*="evil"], [src*="evil"], [style*="evil"], meta[http-equiv="refresh"], body style';
  const found = [...root.querySelectorAll(strange)].map((element) => element.outerHTML.slice(0, 80));
  for (const element of root.querySelectorAll('*')) {
    if (element.localName === 'script' && element.textContent.includes('xss(')) found.push('SCRIPT');
    if (element.protocol === 'javascript:') found.push(element.tagName + ' javascript:');
    for (const { name } of element.attributes) if (name.startsWith('on')) found.push(element.tagName + ' ' + name);
  }
  return found;
}`;
export const INJECTED = `(${FIND})(document)`;

/** All elements a page for paper is made of, and what stands in it as text; `injected` as above. Nothing in it is run. */
export const readPaper = (page: Page, html: string): Promise<{ tags: string[]; injected: string[]; text: string }> =>
  page.evaluate(`(() => {
    const paper = new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html');
    const tags = [...new Set([...paper.querySelectorAll('*')].map(({ localName }) => localName))].sort();
    return { tags, injected: (${FIND})(paper), text: paper.body.textContent };
  })()`);

/** Everything a page says: text, tips and what readers are told. */
export const SAID = `[...document.querySelectorAll('body *')].flatMap((element) => [
  ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data),
  ...['title', 'aria-label', 'value', 'placeholder', 'alt', 'aria-description'].map((name) => element.getAttribute(name) ?? ''),
]).join('\\n')`;
