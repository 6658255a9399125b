import { expect, test } from 'vitest';
import { classify } from '../catalog/codes.ts';
import { frameSummary } from './linkFrames.ts';
import { linkReason } from './linkReasons.ts';

test('a press says who, what and where in the reader’s language', () => {
  const decoded = {
    ok: true,
    token: 'ADM-CID',
    encrypted: false,
    account: '70A1',
    code: '120',
    qualifier: 1,
    partition: '03',
    zone: '008',
    class: 'emergency',
    zh: '紧急求助',
    en: 'Panic',
    events: [{ kind: 'cid', qualifier: 1, code: '120', partition: '03', zone: '008' }],
  };
  expect(frameSummary(decoded, 'zh-CN')).toBe('账号 70A1 · 紧急求助 (120) 分区 03 防区 008');
  expect(frameSummary(decoded, 'en')).toBe('Account 70A1 · Panic (120) area 03 zone 008');
});

test('a description that only lists its events has the first of them named by the catalog', () => {
  const press = { kind: 'cid', qualifier: 1, code: '130', partition: '01', zone: '003' };
  expect(frameSummary({ ok: true, token: 'ADM-CID', account: '70A1', events: [press] }, 'en')).toBe(
    `Account 70A1 · ${classify({ kind: 'cid', qualifier: 1, code: '130' }).en} (130) area 01 zone 003`,
  );
  const agreed = { kind: 'short', code: 'E', address: '7' };
  expect(frameSummary({ ok: true, kind: 'event', account: '70A1', events: [agreed] }, 'zh-CN')).toBe('账号 70A1 · E');
});

test('signs of life, positions, calls and held buttons have words of their own', () => {
  const fix = { unitKey: '13800138000', lat: 39.9175, lon: 116.403066, t: 1 };
  const location = { ok: true, message: 'location', terminal: '13800138000', fix, alarm: ['sos'] };
  expect(
    [
      { ok: true, token: 'NULL', account: '70A1', code: null, zh: null, en: null, events: [] },
      location,
      { ok: true, account: 'BTN1', unit: 7, kind: 'bits', bits: [true], held: [2, 4] },
      { ok: true, fix: null, alarm: [], sentences: ['GNRMC', 'GNGGA'] },
      { ok: false, reason: 'crc' },
    ].map((decoded) => frameSummary(decoded, 'zh-CN')),
  ).toEqual([
    '账号 70A1 · 心跳',
    '终端 13800138000 · 位置 · 紧急求助 · 39.917500, 116.403066',
    '账号 BTN1 · 轮询应答 · 按下：2、4',
    'GNRMC, GNGGA',
    '',
  ]);
});

test('a reason has words in both languages, a Modbus exception its own, and an unknown one stays as it is', () => {
  expect(['crc', 'exception2', 'exception77', 'fromTheFuture'].map((reason) => linkReason(reason, 'en'))).toEqual([
    'CRC does not match',
    'Modbus exception: no such address',
    'Modbus exception: 77',
    'fromTheFuture',
  ]);
  expect(linkReason('exception2', 'zh-CN')).toBe('Modbus 异常：地址不存在');
});
