import { expect, test } from 'vitest';
import { guessMapping } from './mapping.ts';
import { type Read, readDegrees, readFlag, readId, readKey, readKind, readSupervision } from './values.ts';

const read = <Value>(cell: Read<Value>) => ('value' in cell ? cell.value : 'wrong');

test('kinds are known by Chinese words, English words and our own', () => {
  const words = [
    '报警杆',
    'alarmPole',
    'Alarm Pole',
    '一键报警',
    'oneKeyAlarm',
    'IPC',
    '门禁',
    '烟感',
    '声光报警器',
    '火箭',
  ];
  expect(words.map((word) => read(readKind(word)))).toEqual([
    ...['alarmPole', 'alarmPole', 'alarmPole', 'oneKeyButton', 'oneKeyButton', 'camera', 'gate', 'sensor', 'siren'],
    'wrong',
  ]);
});

test('supervision is seconds, minutes or a class, and none is a value as well', () => {
  const cells = [
    '90',
    '90秒',
    '20 s',
    '3 分钟',
    '2min',
    'class20',
    'Class180',
    '无',
    '604800',
    '604801',
    '-1',
    'often',
  ];
  expect(cells.map((cell) => read(readSupervision(cell)))).toEqual([
    ...[90, 90, 20, 180, 120, 20, 180, undefined, 604_800],
    ...['wrong', 'wrong', 'wrong'],
  ]);
});

test('a key whose encoding shows is taken, one that could be either is asked about', () => {
  const hex = '00112233445566778899AABBCCDDEEFF';
  expect([
    read(readKey(hex, 'hex')),
    read(readKey(hex, 'ASCII')),
    read(readKey(hex, '')),
    read(readKey(hex + hex, '')),
    read(readKey('a key of 16 byte', '')),
    read(readKey('short', 'ascii')),
    read(readKey(hex, 'base64')),
  ]).toEqual([
    { encoding: 'hex', value: hex },
    { encoding: 'ascii', value: hex },
    'wrong',
    { encoding: 'hex', value: hex + hex },
    { encoding: 'ascii', value: 'a key of 16 byte' },
    'wrong',
    'wrong',
  ]);
});

test('degrees are numbers in range, and swapped ones are told so', () => {
  expect([read(readDegrees('117.01', 180)), read(readDegrees('25.07°', 90))]).toEqual([117.01, 25.07]);
  expect([read(readDegrees('1e400', 180)), read(readDegrees('181', 180))]).toEqual(['wrong', 'wrong']);
  expect(readDegrees('117.01', 90)).toMatchObject({ wrong: { zh: expect.stringContaining('写反') } });
});

test('yes and no in both languages; an id that was a number is told so', () => {
  expect(['是', 'Y', '1', '否', 'no', '0', '也许'].map((cell) => read(readFlag(cell)))).toEqual([
    ...[true, true, true, false, false, false],
    'wrong',
  ]);
  expect([read(readId('99010100100000000001')), read(readId('9.90101E+19'))]).toEqual([
    '99010100100000000001',
    'wrong',
  ]);
});

test('headings are known without case, spaces and brackets, and a column serves one field', () => {
  const mapping = guessMapping([
    '设备 编号',
    'TYPE',
    '名称',
    '经度（度）',
    '纬度(WGS84)',
    'link_id',
    '账号',
    '心跳间隔(秒)',
  ]);
  expect(mapping).toEqual({
    id: '设备 编号',
    kind: 'TYPE',
    name: '名称',
    lon: '经度（度）',
    lat: '纬度(WGS84)',
    link: 'link_id',
    account: '账号',
    key: null,
    keyEncoding: null,
    requireEncryption: null,
    supervision: '心跳间隔(秒)',
    siren: null,
  });
  expect(guessMapping(['坐标'])).toMatchObject({ lon: '坐标', lat: '坐标', name: null });
});
