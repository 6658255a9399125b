import { expect, test } from 'vitest';
import { readSiaPayload } from './siaPayload.ts';

const event = (code: string, address: string | null, more: object = {}) => ({
  kind: 'sia',
  code,
  address,
  text: null,
  isOld: false,
  modifiers: {},
  ...more,
});

test.each([
  ['NBA05', [event('BA', '05')]],
  ['BA05', [event('BA', '05')]],
  ['NRP', [event('RP', null)]],
  ['RP', [event('RP', null)]],
  ['NRP0000', [event('RP', '0000')]],
  ['OOP12', [event('OP', '12', { isOld: true })]],
  ['OP12', [event('OP', '12')]],
  // N and the event NL 2; the event alone.
  ['NNL2', [event('NL', '2')]],
  ['NL2', [event('NL', '2')]],
  ['NNL', [event('NL', null)]],
  ['NNA/FA3', [event('NA', null), event('FA', '3')]],
  ['AT01', [event('AT', '01')]],
  ['Nti10:30/id0123/ri1/BA05', [event('BA', '05', { modifiers: { ti: '10:30', id: '0123', ri: '1' } })]],
  ['Nti10:30:15/da03-08-31/PA8', [event('PA', '8', { modifiers: { ti: '10:30:15', da: '03-08-31' } })]],
  ['Nri1BA05', [event('BA', '05', { modifiers: { ri: '1' } })]],
  ['Npi3^Keypad 3^/JA01', [event('JA', '01', { modifiers: { pi: '3' } })]],
  ['NBA05^   Kitchen      ^', [event('BA', '05', { text: 'Kitchen' })]],
  ['NBA05^                ^', [event('BA', '05')]],
  ['NFA05^a|b/c^/BA06', [event('FA', '05', { text: 'a|b/c' }), event('BA', '06')]],
  [
    'Nri1/BA01/BA02/ri2/FA03',
    [
      event('BA', '01', { modifiers: { ri: '1' } }),
      event('BA', '02', { modifiers: { ri: '1' } }),
      event('FA', '03', { modifiers: { ri: '2' } }),
    ],
  ],
  ['Nri1/BA01|NFA02', [event('BA', '01', { modifiers: { ri: '1' } }), event('FA', '02')]],
  ['NPA8|AGate of block 3', [event('PA', '8', { text: 'Gate of block 3' })]],
])('%s', (payload, events) => {
  expect(readSiaPayload(payload)).toEqual({ events, text: null });
});

test('free text without an event is text and nothing else', () => {
  expect(readSiaPayload('AHello there')).toEqual({ events: [], text: 'Hello there' });
});

test('text is UTF-8 when it is valid UTF-8, else Windows-1252', () => {
  const text = (bytes: Buffer) => readSiaPayload(`NPA1^${bytes.toString('latin1')}^`)?.events[0]?.text;
  expect(text(Buffer.from('东溪社区'))).toBe('东溪社区');
  expect(text(Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x20, 0x80]))).toBe('Café €');
});

test.each(['', 'N', 'B', 'ba05', 'NBA05^Kitchen', '12', 'NBA05/+', 'N/', 'Nri1/5'])(
  '%j is not understood',
  (payload) => {
    expect(readSiaPayload(payload)).toBe(null);
  },
);
