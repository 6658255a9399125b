/** Hostile words in every text a command may carry, told to a running station until hardly any is left out. */

import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { bodyOf, bodySchemas, freeTexts, knownIn } from '#tests/flows/kit/commandBodies.ts';
import type { TestSeat } from '#tests/flows/kit/seat.ts';
import { pick } from '#tests/fuzz/mutate.ts';
import { type Seeded, seeded } from '#tests/simulators/seeded.ts';
import { order } from './duty.ts';
import { XSS_CORPUS } from './xssCorpus.ts';

/** Chance decides what is known when something is said: most is in after ten. */
const MOST_ROUNDS = 150;
/** There must be enough to show. */
const LEAST_ROUNDS = 12;
/** Would take the desk from under the test: its accounts, its machines, its doors. A live station takes no word of a drill. */
const LEFT_OUT =
  /^(?:account\.(?:lock|remove|revokeSessions|setPassword|change)|lan\.|machine\.|worker\.|link\.|drill\.|roster\.|shift\.end)/;
/** Nobody's words: shown nowhere, or said by machines among themselves. */
const NEVER_SHOWN =
  /password|loginName|(?:^|[ .])(?:key|code|secret|token|hash|digest|fingerprint|openKeys\[\]|upTo)$|\.key\.|device\.(?:link|siren)$|subject\.id$/i;

export const near = (random: Seeded): { lon: number; lat: number } => {
  const [lon, lat] = pointAt(random.below(600) - 300, random.below(600) - 300);
  return { lon, lat };
};

/**
 * @param said texts that got in already, and are not waited for
 * @returns `kind path` of each text that got into the station, and of those that never did
 */
export async function sayEverything(
  url: string,
  seat: TestSeat,
  seed: number,
  said: readonly string[],
): Promise<{ reached: readonly string[]; missing: readonly string[] }> {
  const random = seeded(seed);
  const reached = new Set<string>(said);
  const schemas = [...bodySchemas()].filter(([kind]) => !LEFT_OUT.test(kind));
  const say = async (kind: string, body: object) => {
    const { ok } = await order(url, kind, body);
    if (ok) for (const path of payloadsIn(body)) reached.add(`${kind} ${path}`);
  };
  const isMissing = (text: string) => !NEVER_SHOWN.test(text) && !reached.has(text);
  const all = schemas.flatMap(([kind, schema]) => freeTexts(schema).map((path) => `${kind} ${path}`));
  for (let round = 0; round < MOST_ROUNDS && (round < LEAST_ROUNDS || all.some(isMissing)); round++) {
    const place = { ...near(random), address: pick(random, XSS_CORPUS) };
    await say('incident.open', {
      kind: pick(random, ['dispute', 'fire', 'other']),
      ...place,
      title: pick(random, XSS_CORPUS),
    });
    for (const [kind, schema] of schemas) {
      const texts = freeTexts(schema).map((path) => `${kind} ${path}`);
      // What has got in everywhere is said once more now and then: there must be something to show.
      if (texts.every((text) => reached.has(text)) && random.chance(0.9)) continue;
      const making = { known: knownHere(seat), now: Date.now(), random, words: XSS_CORPUS };
      await say(kind, sensible(bodyOf(schema, making) as Record<string, unknown>, seat, random));
    }
  }
  return { reached: [...reached], missing: all.filter(isMissing) };
}

/** What is not of the incident path as well. */
const knownHere = ({ world }: TestSeat) => ({
  ...knownIn(world),
  reportId: [...world.field.reports.keys(), ...world.field.publicReports.keys()],
  handOverId: [...world.duty.handOvers.keys()],
  groupId: [...world.linkage.groups.keys()],
  channelId: ['c-1', 'c-3'],
  closureId: [...world.closures.keys()],
});

/** Positions in the district, and a dispatch under its own incident: else hardly a rule would let it pass. */
function sensible(body: Record<string, unknown>, { world }: TestSeat, random: Seeded): object {
  const placed = JSON.parse(JSON.stringify(body), (name, value) => {
    if (name === 'lon') return near(random).lon;
    return name === 'lat' ? near(random).lat : value;
  });
  const holder = [...world.incidents.values()].find(({ dispatches }) =>
    dispatches.some(({ id }) => id === placed.dispatchId),
  );
  if (holder) placed.incidentId = holder.id;
  const steps = world.incidents.get(placed.incidentId)?.steps ?? [];
  if ('stepId' in placed && steps.length > 0) placed.stepId = pick(random, steps).id;
  return placed;
}

/** Paths of a body at which something of the corpus stands, cut off, whole or marked: `reporter.name`, `points[].name`. */
export function payloadsIn(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return isHostile(value) ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((item) => payloadsIn(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => payloadsIn(inner, path ? `${path}.${name}` : name));
}

const isHostile = (text: string) =>
  /<img src=x onerror=xss\(|<svg\/onload=xss\(/.test(text) ||
  (text.length > 2 && XSS_CORPUS.some((payload) => payload.startsWith(text.slice(0, 12))));
