import { expect, test } from 'vitest';
import { deskText } from '#shared/text/index.ts';
import type { DeviceImportPreview } from '#shared/wire/deviceImport.ts';
import { badRowsCsv } from './badRows.ts';

const preview = {
  rows: [
    { row: 2, state: 'new', deviceId: 'p-1', name: '好的', changes: [], problems: [] },
    {
      row: 3,
      state: 'bad',
      deviceId: 'p-2',
      name: '东溪 "2" 号',
      changes: [],
      problems: [
        { field: 'lat', value: '=2+5', words: { zh: '纬度不是数', en: 'not a number' } },
        { field: null, value: null, words: { zh: '编号重复', en: 'the id is there twice' } },
      ],
    },
  ],
} as unknown as DeviceImportPreview;

test('bad rows are saved with what is wrong, quoted, and a formula of theirs stays text', () => {
  expect(badRowsCsv(preview, deskText('zh-CN').deviceImport, 'zh-CN')).toBe(
    [
      '\uFEFF"行","编号","名称","字段","内容","说明"',
      '"3","p-2","东溪 ""2"" 号","纬度","\'=2+5","纬度不是数"',
      '"3","p-2","东溪 ""2"" 号","整行","","编号重复"',
      '',
    ].join('\r\n'),
  );
});
