import { expect, test } from 'vitest';
import { parseScenario, readScenario } from './scenario.ts';

const both = (zh: string) => ({ zh, en: zh });
const inject = (id: string, when: object, act: object = { do: 'alarm', device: 'pole' }) => ({
  ...{ id, title: both(id), when, act },
});
const SOUND = {
  version: 1,
  id: 'test',
  title: both('测试'),
  story: both('测试'),
  lengthSeconds: 600,
  injects: [inject('press', { at: 10 })],
};

const problemsOf = (more: object) => {
  const parsed = parseScenario({ ...SOUND, ...more });
  return parsed.ok ? [] : (parsed.failure.problems ?? []).map(({ path, en }) => `${path}: ${en}`);
};

test('a scenario is read with everything that is left out filled in', () => {
  const parsed = parseScenario(SOUND);
  expect(parsed.ok && parsed.value).toMatchObject({
    ...{ seed: 1, pace: 1, field: 'simulated', roles: [], expected: [] },
    injects: [{ act: { do: 'alarm', device: 'pole', code: '120', zone: '001', truth: 'real' } }],
  });
});

const expected = (more: object) => ({
  expected: [
    { id: 'e', of: 'press', action: { kind: 'acknowledge' }, withinSeconds: 10, points: 1, why: both('因'), ...more },
  ],
});

test.each([
  ['a field nobody knows', { colour: 'red' }, ['colour: there is no such field']],
  ['a number too large', { pace: 11 }, ['pace: not more than 10']],
  [
    'an act nobody knows',
    { injects: [inject('press', { at: 1 }, { do: 'explode' })] },
    [expect.stringContaining('injects.0.act.do')],
  ],
  [
    'a code that is none',
    { injects: [inject('press', { at: 1 }, { do: 'alarm', device: 'p', code: '12' })] },
    [expect.stringContaining('injects.0.act.code')],
  ],
  [
    'two times at once',
    { injects: [inject('press', { at: 1, byHand: true })] },
    [expect.stringContaining('injects.0.when: ')],
  ],
  [
    'a place that is two',
    { injects: [inject('press', { at: 1 }, { do: 'call', at: { device: 'p', place: 'q' }, words: both('来') })] },
    [expect.stringContaining('injects.0.act.at: ')],
  ],
  [
    'half a point',
    { injects: [inject('press', { at: 1 }, { do: 'call', at: { lon: 117 }, words: both('来') })] },
    [expect.stringContaining('injects.0.act.at.lat')],
  ],
  [
    'an id used twice',
    { injects: [inject('press', { at: 1 }), inject('press', { at: 2 })] },
    [expect.stringContaining('injects.1.id: ')],
  ],
  ['a time after the end', { injects: [inject('press', { at: 601 })] }, [expect.stringContaining('injects.0.when.at')]],
  [
    'a wait for what is not there',
    { injects: [inject('press', { after: { inject: 'x', moment: 'closed' } })] },
    [expect.stringContaining('injects.0.when.after.inject: ')],
  ],
  [
    'a wait for what opens nothing',
    {
      injects: [
        inject('press', { at: 1 }, { do: 'cue', words: both('说') }),
        inject('b', { without: { inject: 'press', moment: 'closed', forSeconds: 9 } }),
      ],
    },
    [expect.stringContaining('injects.1.when.without.inject: ')],
  ],
  [
    'two that wait for each other',
    {
      injects: [
        inject('a', { after: { inject: 'b', moment: 'closed' } }),
        inject('b', { after: { inject: 'a', moment: 'closed' } }),
      ],
    },
    [
      expect.stringContaining('injects.0.when.after.inject: '),
      expect.stringContaining('injects.1.when.after.inject: '),
    ],
  ],
  ['an answer to nothing', expected({ of: 'x' }), ['expected.0.of: there is no inject x']],
  ['a limit from the desk itself', expected({ since: 'acknowledged' }), [expect.stringContaining('expected.0.since')]],
  [
    'a step nobody knows',
    expected({ action: { kind: 'step', step: 'sing' } }),
    [expect.stringContaining('expected.0.action.step')],
  ],
  ['a role nobody plays', expected({ role: 'king' }), [expect.stringContaining('expected.0.role')]],
])('%s is refused with its path', (_, more, wanted) => {
  expect(problemsOf(more)).toEqual(wanted);
});

test('a file that is no JSON, or no scenario at all, is refused and not thrown', () => {
  const codes = ['{', '[]', 'null', '"x"', `"${'x'.repeat(200_001)}"`].map((text) => {
    const read = readScenario(text);
    return read.ok ? 'ok' : read.failure.code;
  });
  expect(codes).toEqual(Array.from({ length: 5 }, () => 'badScenario'));
});
