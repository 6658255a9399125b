import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { main } from './decode.ts';

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
  '"extensions":[{"letter":"X","value":"116E24.1840"},{"letter":"Y","value":"39N55.0500"}]}';

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

test.each([[[]], [['--protocol', 'dc10']], [['--protocol', 'dc09', '--key', 'hex:0011']], [['--what']]])(
  'arguments %j are refused',
  async (argv) => {
    expect(await decode(argv, PANIC)).toEqual({ code: 2, lines: [] });
  },
);

const RECORD =
  '{"ok":true,"kind":"message","form":"contactId","receiver":"02","line":"2","account":"7001","qualifier":1,"code":"120",' +
  '"partition":"03","zone":"008","events":[{"kind":"cid","qualifier":1,"code":"120","partition":"03","zone":"008"}],"text":null}';

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

const text = (input: string) => JSON.stringify({ text: input });

test.each([
  ['cot', 'bf01bf12080a03612d662a0162', { ok: true, alarm: [], uid: 'b', fix: { unitKey: 'b', valid: false } }],
  ['cot', text('<event uid="b" type="b-a-o-tbl"><point lat="1" lon="2"/></event>'), { alarm: ['b-a-o-tbl'] }],
  ['cot', text('<event uid="b" type="b-t-f"><point lat="1" lon="2"/></event>'), { ok: true, fix: null, alarm: [] }],
  ['cot', text('<!DOCTYPE a><event/>'), { ok: false, reason: 'format' }],
  ['osmand', text('/?id=unit07&lat=39.9175&lon=116.403066&alarm=sos'), { ok: true, alarm: ['sos'] }],
  ['owntracks', text('{"_type":"lwt"}'), { ok: false, reason: 'otherType' }],
])('%s reads %s', async (protocol, line, described) => {
  const { lines } = await decode(['--protocol', protocol], line);
  expect(lines.map((printed) => JSON.parse(printed))).toMatchObject([described]);
});
