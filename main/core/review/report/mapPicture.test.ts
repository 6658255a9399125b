import { expect, test } from 'vitest';
import type { ReviewIncident } from '#shared/wire/review.ts';
import { closeOf, type Ground, overviewOf } from './mapPicture.ts';
import { html } from './markup.ts';

const incident = { place: { lon: 117.01, lat: 25.07 }, level: 1 } as ReviewIncident;
const nothing: Ground = { grids: [], roads: [], water: [], buildings: [], cameras: [] };
const EVIL = '"><script>x()</script>';
const road = (name: string, from: [number, number], to: [number, number]) => ({
  type: 'Feature' as const,
  geometry: { type: 'LineString' as const, coordinates: [from, to] },
  properties: { highway: 'primary', name },
});
const track = {
  letter: 'A',
  points: [
    [117.01, 25.066],
    [117.01, 25.07],
  ] as const,
  planned: [],
  arrived: [117.01, 25.07] as const,
};

test('the overview holds the whole way, the close picture only what is near', () => {
  const ground = {
    ...nothing,
    roads: [road('近路', [117.009, 25.07], [117.011, 25.07]), road('远路', [117.06, 25.07], [117.07, 25.07])],
  };
  const near = closeOf(incident, [track], ground).html;
  expect([near.includes('近路'), near.includes('远路')]).toEqual([true, false]);
  const over = overviewOf(incident, [track], ground).html;
  // From the south to the incident, inside the picture.
  expect(over).toMatch(/<polyline points="320\.0,3\d\d\.\d 320\.0,\d+\.\d" fill="none" stroke="#0b5fa5"/);
  expect(over).toBe(overviewOf(incident, [track], ground).html);
});

test('whatever a road is called, its name is only text', () => {
  const ground = { ...nothing, roads: [road(EVIL, [117.009, 25.07], [117.011, 25.07])] };
  expect(closeOf(incident, [], ground).html).not.toContain('<script');
  expect(html`<p title="${EVIL}">${EVIL}</p>`.html).toBe(
    '<p title="&quot;&gt;&lt;script&gt;x()&lt;/script&gt;">&quot;&gt;&lt;script&gt;x()&lt;/script&gt;</p>',
  );
});
