/** What a window says: every visible sentence of its pages, and which of them hold Chinese that is nobody's name. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { demoGroups } from '#main/core/drill/demoGroups.ts';
import { type ApiIncident, ask } from './duty.ts';
import { checkout } from './launch.ts';

/**
 * Texts, labels, titles and placeholders on show. Left out: what is marked as Chinese on purpose (the button that switches to
 * it), and what is hidden from readers because it is a drawing: the one-character marks of kinds, the same as on the map.
 */
const COLLECT = `(() => {
  const skipped = '[lang="zh-CN"]:not(html), [aria-hidden="true"], script, style, noscript';
  const found = [];
  const walk = (element) => {
    if (element.matches(skipped) || !element.checkVisibility()) return;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
      const value = element.getAttribute(name);
      if (value) found.push(value);
    }
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE && child.data.trim()) found.push(child.data.trim());
      else if (child.nodeType === Node.ELEMENT_NODE) walk(child);
    }
  };
  walk(document.body);
  return found;
})()`;

const CHINESE = /\p{Script=Han}/u;

/** Every sentence on show that still holds Chinese after all given names are taken out of it. */
export async function chineseOf(page: Page, names: ReadonlySet<string>): Promise<string[]> {
  const sentences = (await page.evaluate(COLLECT)) as string[];
  const longestFirst = [...names].sort((one, other) => other.length - one.length);
  const rest = (sentence: string) => longestFirst.reduce((text, name) => text.replaceAll(name, ''), sentence);
  return [...new Set(sentences)].filter((sentence) => CHINESE.test(rest(sentence)));
}

/** Names that come from data: of the scene pack, and of what is enrolled and reported at this station. */
export async function properNames(url: string, token: string): Promise<Set<string>> {
  const [{ units }, { devices }, { incidents }] = await Promise.all([
    ask<{ units: Named[] }>(url, '/api/units', token),
    ask<{ devices: Named[] }>(url, '/api/devices', token),
    ask<{ incidents: ApiIncident[] }>(url, '/api/incidents', token),
  ]);
  const ofIncidents = incidents.flatMap(({ title, place, dispatches }) => [
    title,
    ...Object.values(place).filter((value): value is string => typeof value === 'string'),
    // What a responder gave as a reason is that person's own words.
    ...dispatches.flatMap(({ state, reason }) => (state === 'refused' && reason ? [reason] : [])),
  ]);
  const groups = demoGroups('示范街道', '990101001').flatMap(({ name, members }) => [
    name,
    ...members.map((one) => one.name),
  ]);
  const all = [
    ...packNames(),
    ...groups,
    ...units.map(({ name }) => name),
    ...devices.map(({ name }) => name),
    ...ofIncidents,
  ];
  return new Set(all.filter((name) => CHINESE.test(name)));
}

interface Named {
  readonly name: string;
}

function packNames(): string[] {
  const folder = join(checkout, 'dist/scenes/demo');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const layers = readdirSync(join(folder, 'vector')).filter((name) => name !== 'buildings.geojson');
  const features = layers.flatMap((layer) => {
    const file = JSON.parse(readFileSync(join(folder, 'vector', layer), 'utf8')) as { features: Feature[] };
    return file.features.flatMap(({ properties: { name, address } }) => [name ?? '', address ?? '']);
  });
  return [manifest.title, ...manifest.attribution, ...features].filter((name) => name !== '');
}

interface Manifest {
  readonly title: string;
  readonly attribution: readonly string[];
}

interface Feature {
  readonly properties: { readonly name?: string; readonly address?: string };
}
