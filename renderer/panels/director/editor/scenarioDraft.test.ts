import { expect, test } from 'vitest';
import { directorEditorText, fieldValueName } from '#shared/text/directorEditor.ts';
import { parseScenario } from '#shared/wire/scenario.ts';
import { actSchema } from '#shared/wire/scenarioActs.ts';
import { ACT_FIELDS, ACTION_FIELDS, type FormField } from './formFields.ts';
import {
  addItem,
  copyOf,
  draftOf,
  EMPTY_ACTIONS,
  EMPTY_ACTS,
  emptyScenario,
  freeId,
  getAt,
  idsOf,
  isSame,
  moveItem,
  numberFrom,
  renameItem,
  setAt,
  timedInjects,
} from './scenarioDraft.ts';

const both = (words: string) => ({ zh: words, en: words });

/** As the editor makes it: a new scenario, two injects, one expected action. */
function written() {
  let draft = draftOf(emptyScenario(['my-drill']));
  draft = setAt(setAt(draft, ['title'], both('新')), ['story'], both('情况'));
  draft = addItem(addItem(draft, 'injects'), 'injects');
  for (const index of [0, 1]) {
    draft = setAt(draft, ['injects', index, 'title'], both(`第 ${index}`));
    draft = setAt(draft, ['injects', index, 'act', 'device'], 'pole');
  }
  draft = addItem(draft, 'expected');
  return setAt(draft, ['expected', 0, 'why'], both('因为'));
}

test('what the editor makes of nothing is a scenario as soon as its words are written', () => {
  const draft = written();
  expect([draft.id, idsOf(draft, 'injects'), parseScenario(draft).ok]).toEqual([
    'my-drill-2',
    ['step', 'step-2'],
    true,
  ]);
  expect(timedInjects(draft)).toEqual([
    { index: 0, at: 30 },
    { index: 1, at: 90 },
  ]);
});

test('a change gives a new draft and leaves the old one as it was', () => {
  const before = written();
  const after = setAt(before, ['injects', 1, 'when'], { byHand: true });
  expect([getAt(before, ['injects', 1, 'when']), getAt(after, ['injects', 1, 'when']), isSame(before, after)]).toEqual([
    { at: 90 },
    { byHand: true },
    false,
  ]);
  expect(getAt(setAt(before, ['injects', 0], undefined), ['injects', 0, 'id'])).toBe('step-2');
  expect(getAt(setAt(before, ['seed'], undefined), ['seed'])).toBeUndefined();
});

test('what was typed where a number belongs stays as it was typed, and the schema names its field', () => {
  expect([numberFrom('30'), numberFrom(' '), numberFrom('soon')]).toEqual([30, undefined, 'soon']);
  const judged = parseScenario(setAt(written(), ['expected', 0, 'withinSeconds'], numberFrom('soon')!));
  expect(judged).toMatchObject({ ok: false, failure: { problems: [{ path: 'expected.0.withinSeconds' }] } });
});

test('whatever names an inject follows it to its new id', () => {
  let draft = setAt(written(), ['injects', 1, 'when'], {
    after: { inject: 'step', moment: 'dispatched', delaySeconds: 5 },
  });
  draft = renameItem(draft, 'injects', 0, 'press');
  expect([
    idsOf(draft, 'injects'),
    getAt(draft, ['injects', 1, 'when', 'after', 'inject']),
    getAt(draft, ['expected', 0, 'of']),
    parseScenario(draft).ok,
  ]).toEqual([['press', 'step-2'], 'press', 'press', true]);
});

test('two of one id are renamed without guessing which was meant', () => {
  const twice = setAt(written(), ['injects', 1, 'id'], 'step');
  expect(getAt(renameItem(twice, 'injects', 1, 'other'), ['expected', 0, 'of'])).toBe('step');
});

test('parts move, and stay where they are at the ends', () => {
  const draft = written();
  expect([idsOf(moveItem(draft, 'injects', 0, 1), 'injects'), moveItem(draft, 'injects', 1, 1) === draft]).toEqual([
    ['step-2', 'step'],
    true,
  ]);
});

test('a copy has an id that nothing has', () => {
  const parsed = parseScenario(written());
  const scenario = parsed.ok ? parsed.value : emptyScenario([]);
  expect([copyOf(scenario, []).id, copyOf(scenario, ['my-drill-2-copy']).id, freeId(['a', 'a-2'], 'a')]).toEqual([
    'my-drill-2-copy',
    'my-drill-2-copy-2',
    'a-3',
  ]);
});

const all = (forms: Readonly<Record<string, readonly FormField[]>>) =>
  Object.entries(forms).flatMap(([form, fields]) => fields.map((field) => ({ form, field })));

test('every kind of inject and of expected action has its form', () => {
  expect([Object.keys(ACT_FIELDS).sort(), Object.keys(ACTION_FIELDS).sort()]).toEqual([
    Object.keys(EMPTY_ACTS).sort(),
    Object.keys(EMPTY_ACTIONS).sort(),
  ]);
  expect(Object.keys(ACT_FIELDS)).toHaveLength(actSchema.options.length);
});

test('every field and every value to choose has its words in both languages', () => {
  const wordless = [...all(ACT_FIELDS), ...all(ACTION_FIELDS)].flatMap(({ form, field }) =>
    (['zh-CN', 'en'] as const).flatMap((language) => [
      ...(directorEditorText[language].field[field.name] ? [] : [`${language} ${form}.${field.name}`]),
      ...field.values
        .filter((value) => fieldValueName(field.name, String(value), language) === String(value))
        .map((value) => `${language} ${form}.${field.name} ${value}`),
    ]),
  );
  expect(wordless).toEqual([]);
});

test('an empty act lacks nothing but what somebody has to say of it', () => {
  const bare = ACT_FIELDS.storm?.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  expect([bare, Object.keys(EMPTY_ACTS.storm)]).toEqual([
    ['count', 'overSeconds'],
    ['do', 'count', 'overSeconds'],
  ]);
});
