import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { main } from './decode.ts';
import { DECODERS } from './decoders.ts';

const PANIC =
  '0a31343933303035382241444d2d43494422303431375231' +
  '4c32233730413' +
  '15b23373041317c31313230203033203030385d5b583131364532342e313834305d5b5933394e35352e303530305d5f30363a31353a30392c30332d30382d323033310d';

async function decode(argv: string[], input: string) {
  const stdout = new PassThrough();
  const code = await main(argv, Readable.from([input]), stdout);
  stdout.end();
  const text = (await stdout.toArray()).join('');
  return { code, lines: text.split('\n').slice(0, -1) };
}

const PANIC_LINE =
  '{"ok":true,"token":"ADM-CID","encrypted":false,"sequence":"0417","receiver":"1","line":"2","account":"70A1",' +
  '"timestamp":"2031-03-08T06:15:09.000Z","events":[{"kind":"cid","qualifier":1,"code":"120","partition":"03","zone":"008"}],' +
  '"extensions":[{"letter":"X","value":"116E24.1840"},{"letter":"Y","value":"39N55.0500"}],' +
  '"qualifier":1,"code":"120","partition":"03","zone":"008","class":"emergency","restore":false,"zh":"紧急求助","en":"Panic"}';

test('one line in is one line out, whatever it holds', async () => {
  const input = `${PANIC}\n\nnot hex\n${PANIC.toUpperCase()}\r\n${PANIC.slice(0, -2)}`;
  expect(await decode(['--protocol', 'dc09'], input)).toEqual({
    code: 0,
    lines: [
      PANIC_LINE,
      '{"ok":false,"reason":"format"}',
      '{"ok":false,"reason":"format"}',
      PANIC_LINE,
      '{"ok":false,"reason":"length"}',
    ],
  });
});

test('--explain says why', async () => {
  const { lines } = await decode(['--protocol', 'dc09', '--explain'], 'zz');
  expect(lines).toEqual(['{"ok":false,"reason":"format","detail":"the line is not hex"}']);
});

test.each([
  [[]],
  [['--protocol', 'dc10']],
  [['--protocol', 'dc09', '--key', 'hex:0011']],
  [['--what']],
  [['--protocol', 'modbus', '--framing', 'ascii']],
])('arguments %j are refused', async (argv) => {
  expect(await decode(argv, PANIC)).toEqual({ code: 2, lines: [] });
});

const RECORD =
  '{"ok":true,"kind":"message","form":"contactId","receiver":"02","line":"2","account":"7001","qualifier":1,"code":"120",' +
  '"partition":"03","zone":"008","class":"emergency","restore":false,"zh":"紧急求助","en":"Panic","events":[{"kind":"cid","qualifier":1,"code":"120","partition":"03","zone":"008"}],"text":null}';

test('records of alarm receivers come as hex or as text, with their end or without', async () => {
  const record = '5022 187001E12003008';
  const hex = Buffer.from(`${record}\x14`).toString('hex');
  const lines = [hex, JSON.stringify({ text: record }), '{"text":"5022 18"}', '{"words":"5022"}'];
  expect(await decode(['--protocol', 'surgard'], lines.join('\n'))).toEqual({
    code: 0,
    lines: [RECORD, RECORD, '{"ok":false,"reason":"format"}', '{"ok":false,"reason":"format"}'],
  });
});

test.each([
  [
    'ademco685',
    '\n12 7001 18 1120 03 C008\r',
    { account: '7001', qualifier: 1, code: '120', partition: '03', zone: '008' },
  ],
  [
    'radionics6500',
    ' a022 700118112003008\x14',
    { account: '7001', qualifier: 1, code: '120', partition: '03', zone: '008' },
  ],
  ['ademco685', '\n00 OKAY @\r', { ok: true, kind: 'heartbeat', receiver: '0', line: '0' }],
])('%s reads %j', async (protocol, text, described) => {
  const { lines } = await decode(['--protocol', protocol], Buffer.from(text).toString('hex'));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([described]);
});

test('what is longer than a record says so', async () => {
  const { lines } = await decode(['--protocol', 'surgard', '--explain'], '39'.repeat(300));
  expect(lines).toEqual(['{"ok":false,"reason":"oversize","detail":"longer than a record may be"}']);
});

/** What integrators match on: these names are there whatever was sent, null when unknown (issue 3, item 10). */
const ALARM_FIELDS = ['ok', 'account', 'qualifier', 'code', 'partition', 'zone'];
const FIX_FIELDS = ['accM', 'altM', 'battPct', 'courseDeg', 'lat', 'lon', 'speedMps', 't', 'unitKey', 'valid'];
const GGA = '$GNGGA,061509.00,3955.0500,N,11624.1840,E,1,09,0.9,48.0,M,-8.5,M,,*57';

test.each([
  ['dc09', PANIC],
  ['dc09', '0a4542393130303135224e554c4c223030303052314c3223373041315b5d0d'],
  ['cid', '1120 03 008'],
  ['sia', 'NRP'],
  ['surgard', '{"text":"5022 187001E12003008"}'],
  ['surgard', '{"text":"1022           @    "}'],
  ['ademco685', '{"text":"12 7001 18 1120 03 C008"}'],
  ['radionics6500', '{"text":" a022 700118112003008"}'],
])('%s says the fields of an alarm message of %s', async (protocol, line) => {
  const { lines } = await decode(['--protocol', protocol], line);
  expect(Object.keys(JSON.parse(lines[0]!))).toEqual(expect.arrayContaining(ALARM_FIELDS));
});

test.each([
  [
    'jt808',
    '7e0200002501380013800001020000000100000003026117bc06f02b7a003000e7010f310308141509010400007d027d01310109377e',
  ],
  ['osmand', '/?id=unit07&lat=39.9175&lon=116.403066'],
  ['owntracks', '{"_type":"location","tid":"07","tst":1930716909,"lat":39.9175,"lon":116.403066}'],
  ['nmea', GGA],
  ['cot', 'bf01bf12080a03612d662a0162'],
])('%s says the normalised record of a position', async (protocol, line) => {
  const { lines } = await decode(['--protocol', protocol], line);
  const { ok, fix, alarm } = JSON.parse(lines[0]!);
  expect({ ok, fields: Object.keys(fix).sort(), isList: Array.isArray(alarm) }).toEqual({
    ok: true,
    fields: FIX_FIELDS,
    isList: true,
  });
});

test('a time without a date is of the day that an earlier line named', async () => {
  const rmc = '$GNRMC,235959.00,A,3955.0500,N,11624.1840,E,012.5,271.0,080331,,,A*48';
  const { lines } = await decode(['--protocol', 'nmea'], [GGA, rmc, GGA].join('\n'));
  expect(lines.map((line) => JSON.parse(line).fix.t)).toEqual([
    null,
    Date.UTC(2031, 2, 8, 23, 59, 59),
    Date.UTC(2031, 2, 9, 6, 15, 9),
  ]);
});

test('every example of the integrator guide prints what the guide says', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/integrator/decode.md'), 'utf8');
  const blocks = [...page.matchAll(/^```text decode (.+)\n([\s\S]*?)^```$/gm)];
  const shown = new Set(blocks.map(([, args]) => args!.split(' ')[0]!));
  expect(Object.keys(DECODERS).filter((name) => !shown.has(name))).toEqual([]);
  for (const [, args, content] of blocks) {
    const lines = content!.trimEnd().split('\n');
    const inputs = lines.filter((_, index) => index % 2 === 0);
    const printed = await decode(['--protocol', ...args!.split(' ')], inputs.join('\n'));
    expect(inputs.flatMap((input, index) => [input, printed.lines[index]])).toEqual(lines);
  }
});

const text = (input: string) => JSON.stringify({ text: input });

test.each([
  ['cot', 'bf01bf12080a03612d662a0162', { ok: true, alarm: [], uid: 'b', fix: { unitKey: 'b', valid: false } }],
  ['cot', text('<event uid="b" type="b-a-o-tbl"><point lat="1" lon="2"/></event>'), { alarm: ['b-a-o-tbl'] }],
  ['cot', text('<event uid="b" type="b-t-f"><point lat="1" lon="2"/></event>'), { ok: true, fix: null, alarm: [] }],
  ['cot', text('<!DOCTYPE a><event/>'), { ok: false, reason: 'format' }],
  ['osmand', text('/?id=unit07&lat=39.9175&lon=116.403066&alarm=sos'), { ok: true, alarm: ['sos'] }],
  ['owntracks', text('{"_type":"lwt"}'), { ok: false, reason: 'otherType' }],
  ['owntracks', '{"_type":"lwt"}', { ok: false, reason: 'otherType' }],
  ['cid', '700118112003008D', { ok: true, account: '7001', code: '120', zone: '008', checksum: 'right' }],
  ['cid', Buffer.from('1120 03 008').toString('hex'), { ok: true, account: null, checksum: 'none' }],
  ['sia', text('Nri1/BA005'), { ok: true, account: null, code: 'BA', partition: '1', zone: '005' }],
  ['modbus', '07020114A10F', { ok: true, unit: 7, kind: 'bits', on: [2, 4] }],
  ['jt808', '7e00', { ok: false, reason: 'noise' }],
  ['nmea', text('$GPGSV,1'), { ok: false, reason: 'noChecksum' }],
])('%s reads %s', async (protocol, line, described) => {
  const { lines } = await decode(['--protocol', protocol], line);
  expect(lines.map((printed) => JSON.parse(printed))).toMatchObject([described]);
});
