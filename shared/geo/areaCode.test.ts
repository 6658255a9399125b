import { expect, test } from 'vitest';
import { areaCodeAt, isWithinArea, parentAreaCode, parseAreaCode } from './areaCode.ts';

test('a grid code names its community, town and district', () => {
  expect(parseAreaCode('990101001001007')).toEqual({
    ok: true,
    value: {
      code: '990101001001007',
      level: 'grid',
      ancestors: ['990101', '990101001', '990101001001'],
      serial: '007',
    },
  });
});

test('a code of another length or with letters is refused', () => {
  const refusal = (code: string) => ({
    ok: false,
    failure: { code: 'areaCode', message: `“${code}”不是 6、9、12 或 15 位数字编码` },
  });
  expect(['9901', '99010100100100A', ''].map(parseAreaCode)).toEqual(['9901', '99010100100100A', ''].map(refusal));
});

test('parents and prefixes follow the lengths of the levels', () => {
  expect([
    parentAreaCode('990101001'),
    parentAreaCode('990101'),
    areaCodeAt('990101001001007', 'village'),
    areaCodeAt('990101', 'town'),
  ]).toEqual(['990101', null, '990101001001', null]);
  expect([isWithinArea('990101001001007', '990101001'), isWithinArea('990101002001007', '990101001')]).toEqual([
    true,
    false,
  ]);
});
