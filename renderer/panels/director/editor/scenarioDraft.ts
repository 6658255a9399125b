/**
 * A scenario while it is written: plain JSON that may be wrong anywhere, changed by path, judged by `parseScenario`. Paths are those
 * its problems name (`injects.0.act.device`). Pure; a change gives a new draft and leaves the old one as it was.
 */
import type { Scenario } from '#shared/wire/scenario.ts';
import type { ExpectedActionKind } from '#shared/wire/scenarioActions.ts';
import type { ScenarioAct } from '#shared/wire/scenarioActs.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Draft = { readonly [key: string]: Json };
/** `['injects', 0, 'act']` */
export type Path = readonly (string | number)[];

export type ListName = 'roles' | 'injects' | 'expected';

const NO_WORDS = { zh: '', en: '' };
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isGroup = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const draftOf = (scenario: Scenario): Draft => JSON.parse(JSON.stringify(scenario)) as Draft;

export function getAt(draft: Json | undefined, [step, ...rest]: Path): Json | undefined {
  if (step === undefined) return draft;
  if (isList(draft)) return getAt(draft[Number(step)], rest);
  return isGroup(draft) ? getAt(draft[String(step)], rest) : undefined;
}

/** `undefined` takes the field away. */
export function setAt<Value extends Json>(draft: Value, path: Path, value: Json | undefined): Value {
  const [step, ...rest] = path;
  if (step === undefined) return (value ?? null) as Value;
  if (isList(draft)) {
    const at = Number(step);
    const next = rest.length === 0 && value === undefined ? draft.toSpliced(at, 1) : spliced(draft, at, rest, value);
    return next as unknown as Value;
  }
  const group: { readonly [key: string]: Json } = isGroup(draft) ? draft : {};
  const key = String(step);
  if (rest.length === 0 && value === undefined) {
    const { [key]: _, ...others } = group;
    return others as unknown as Value;
  }
  const inner = group[key] ?? (typeof rest[0] === 'number' ? [] : {});
  return { ...group, [key]: rest.length === 0 ? value! : setAt(inner, rest, value) } as unknown as Value;
}

function spliced(list: readonly Json[], at: number, rest: Path, value: Json | undefined): readonly Json[] {
  const inner = rest.length === 0 ? value! : setAt(list[at] ?? {}, rest, value);
  return at < list.length ? list.with(at, inner) : [...list, inner];
}

export const listOf = (draft: Draft, name: ListName): readonly Json[] => {
  const list = draft[name];
  return isList(list) ? list : [];
};

/** Earlier by one, or later. */
export function moveItem(draft: Draft, name: ListName, index: number, by: 1 | -1): Draft {
  const list = listOf(draft, name);
  const [one, other] = [list[index], list[index + by]];
  if (one === undefined || other === undefined) return draft;
  return setAt(draft, [name], list.with(index, other).with(index + by, one));
}

export const textAt = (draft: Draft, path: Path): string => {
  const value = getAt(draft, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** What was typed where a number belongs: the number, or the words as they are, for the schema to refuse; nothing: no field. */
export function numberFrom(typed: string): Json | undefined {
  const words = typed.trim();
  if (words === '') return undefined;
  const number = Number(words);
  return Number.isFinite(number) ? number : typed;
}

export function idsOf(draft: Draft, name: ListName): readonly string[] {
  return listOf(draft, name).flatMap((item) => {
    const id = getAt(item, ['id']);
    return typeof id === 'string' ? [id] : [];
  });
}

export function freeId(taken: readonly string[], wish: string): string {
  const base = wish.slice(0, 34);
  for (let each = 1; ; each++) {
    const id = each === 1 ? base : `${base}-${each}`;
    if (!taken.includes(id)) return id;
  }
}

export const emptyScenario = (taken: readonly string[]): Scenario => ({
  ...{ version: 1, id: freeId(taken, 'my-drill'), title: NO_WORDS, story: NO_WORDS },
  ...{ seed: 1, lengthSeconds: 1_200, pace: 1, field: 'simulated' },
  ...{ roles: [], injects: [], expected: [] },
});

/** Under an id of its own and a title that says so. */
export function copyOf(scenario: Scenario, taken: readonly string[]): Scenario {
  const { zh, en } = scenario.title;
  return {
    ...scenario,
    id: freeId(taken, `${scenario.id.slice(0, 30)}-copy`),
    title: { zh: `${zh}（副本）`.slice(-60), en: `${en} (copy)`.slice(-60) },
  };
}

/** Another id for one of a list, and for whatever names it. */
export function renameItem(draft: Draft, name: ListName, index: number, id: string): Draft {
  const path = [name, index, 'id'];
  const before = textAt(draft, path);
  const renamed = setAt(draft, path, id);
  // Of two that are called alike nobody knows which was meant.
  if (before === '' || idsOf(draft, name).filter((each) => each === before).length > 1) return renamed;
  return referencesTo(renamed, name).reduce(
    (next, at) => (textAt(next, at) === before ? setAt(next, at, id) : next),
    renamed,
  );
}

/** Every field that can name one of a list and is there. */
function referencesTo(draft: Draft, name: ListName): readonly Path[] {
  const each = (list: ListName, steps: readonly Path[]) =>
    listOf(draft, list).flatMap((_, index) => steps.map((step): Path => [list, index, ...step]));
  const all =
    name === 'roles'
      ? [...each('injects', [['role']]), ...each('expected', [['role']])]
      : name === 'injects'
        ? [
            ...each('injects', [
              ['when', 'after', 'inject'],
              ['when', 'without', 'inject'],
            ]),
            ...each('expected', [['of'], ['action', 'with']]),
          ]
        : [];
  return all.filter((path) => getAt(draft, path) !== undefined);
}

/** The fields an act cannot be without, still empty; what the schema fills in is left to it. */
export const EMPTY_ACTS: Readonly<Record<ScenarioAct['do'], Draft>> = {
  alarm: { do: 'alarm', device: '' },
  storm: { do: 'storm', count: 20, overSeconds: 300 },
  call: { do: 'call', at: {}, words: NO_WORDS },
  deviceDies: { do: 'deviceDies', devices: [] },
  roadClosed: { do: 'roadClosed', at: {}, reason: NO_WORDS },
  unit: { do: 'unit', behaves: 'silent' },
  cameraGone: { do: 'cameraGone', cameras: [] },
  networkDead: { do: 'networkDead' },
  cue: { do: 'cue', words: NO_WORDS },
};

export const EMPTY_ACTIONS: Readonly<Record<ExpectedActionKind, Draft>> = {
  open: { kind: 'open' },
  acknowledge: { kind: 'acknowledge' },
  verify: { kind: 'verify' },
  classify: { kind: 'classify', as: [] },
  dispatch: { kind: 'dispatch' },
  arrive: { kind: 'arrive' },
  link: { kind: 'link', group: 'police' },
  step: { kind: 'step', step: '' },
  merge: { kind: 'merge', with: '' },
  transfer: { kind: 'transfer' },
  feedback: { kind: 'feedback' },
  close: { kind: 'close', reasons: ['real'] },
  broadcast: { kind: 'broadcast' },
  closeRoad: { kind: 'closeRoad' },
  sealHandOver: { kind: 'sealHandOver' },
};

/** One more at the end, with an id nothing has. */
export function addItem(draft: Draft, name: ListName): Draft {
  const list = listOf(draft, name);
  return setAt(draft, [name, list.length], newItem(draft, name));
}

function newItem(draft: Draft, name: ListName): Draft {
  const free = (wish: string) => freeId(idsOf(draft, name), wish);
  if (name === 'roles') return { id: free('role'), role: 'caller', name: NO_WORDS, task: NO_WORDS };
  if (name === 'injects')
    return { id: free('step'), title: NO_WORDS, when: { at: lastAt(draft) + 60 }, act: EMPTY_ACTS.alarm };
  const [first = ''] = idsOf(draft, 'injects');
  return {
    ...{ id: free('expect'), of: first, action: EMPTY_ACTIONS.acknowledge },
    ...{ withinSeconds: 60, points: 10, why: NO_WORDS },
  };
}

/** Second of the last timed inject. */
function lastAt(draft: Draft): number {
  const times = listOf(draft, 'injects').map((inject) => getAt(inject, ['when', 'at']));
  return Math.max(-30, ...times.filter((at): at is number => typeof at === 'number'));
}

/** Its words as far as they have been written. */
export function titleIn(item: Json | undefined, language: 'zh' | 'en'): string {
  const [title, id] = [getAt(item, ['title', language]) ?? getAt(item, ['name', language]), getAt(item, ['id'])];
  return (typeof title === 'string' && title.trim()) || (typeof id === 'string' ? id : '');
}

/** Where an inject stands on the time line, as far as it has a time that makes sense. */
export function timedInjects(draft: Draft): readonly { readonly index: number; readonly at: number }[] {
  return listOf(draft, 'injects').flatMap((inject, index) => {
    const at = getAt(inject, ['when', 'at']);
    return typeof at === 'number' && at >= 0 ? [{ index, at }] : [];
  });
}

export const isSame = (one: Draft, other: Draft): boolean => JSON.stringify(one) === JSON.stringify(other);
