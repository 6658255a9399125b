import { expect, test } from 'vitest';
import { SYSTEM_REASONS } from '../domain/systemReasons.ts';
import { refusalSentence } from './refusals.ts';
import { actorName, reasonWords } from './system.ts';

test('parts of the station and its own seats are named in the language of the reader, names given by people stay', () => {
  const names = ['system:rule', 'system:clock', 'system:links', 'system:core', 'system:later', '本机席位', '林晓'];
  expect([names.map((name) => actorName(name, 'zh-CN')), names.map((name) => actorName(name, 'en'))]).toEqual([
    ['自动通知', '时限', '设备链路', '核心', 'system:later', '本机席位', '林晓'],
    ['Automatic notice', 'Clock', 'Device links', 'Core', 'system:later', 'Local seat', '林晓'],
  ]);
});

test('reasons of the station are said in the language of the reader, reasons of people in their own words', () => {
  const reasons = [...Object.values(SYSTEM_REASONS), '电瓶没电'];
  const both = reasons.map((reason) => [reasonWords(reason, 'zh-CN'), reasonWords(reason, 'en')]);
  expect(both).toEqual([
    ['30 秒未应答', 'no answer within 30 s'],
    ['事件结案', 'the incident was closed'],
    ['没有空闲、在线且适合的力量', 'no suitable unit is free and online'],
    ['转为事件', 'made into an incident'],
    ['席位已断开', 'the seat is gone'],
    ['无人接受自动巡逻', 'nobody took the automatic patrol'],
    ['电瓶没电', '电瓶没电'],
  ]);
});

test('a refusal says who stands against it, and an unknown one keeps the words of the core', () => {
  const engaged = { code: 'unitEngaged', message: '巡防一队 已被派往事件 20261121-007（林晓 派遣）' };
  const later = { code: 'later', message: '以后的拒绝' };
  expect([
    refusalSentence(engaged, 'zh-CN', '20261121-007'),
    refusalSentence(engaged, 'en', '20261121-007'),
    refusalSentence({ code: 'badBody', message: 'reason: too long' }, 'zh-CN'),
    refusalSentence(later, 'zh-CN'),
    refusalSentence(later, 'en'),
  ]).toEqual([
    engaged.message,
    'this unit is already sent elsewhere (20261121-007)',
    '核心看不懂这个操作的内容',
    '以后的拒绝',
    'later: 以后的拒绝',
  ]);
});
