import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainLink } from './explain.ts';

const udp = { kind: 'udp', host: '127.0.0.1', port: 4710 };
const good = { id: 'poles', protocol: 'dc09', transport: udp };
const serial = { kind: 'serial', path: '/dev/ttyUSB0' };
const box = { account: 'BOX7', unit: 7, buttons: [{ input: 0 }] };
const bus = { id: 'bus', protocol: 'modbus', transport: serial, boxes: [box] };

test('a good record has no problems', () => {
  expect([good, bus].map(explainLink)).toEqual([[], []]);
});

test.each([
  [
    { ...good, id: 'east gate' },
    'id',
    'id：只能用字母、数字、点、横线和下划线，最多 40 个，填的是 “east gate”',
    'id: letters, digits, dot, dash and underscore, at most 40; it is “east gate”',
  ],
  [
    { ...good, protocol: 'dc9' },
    'protocol',
    expect.stringContaining('只能是 dc09、jt808'),
    expect.stringContaining('must be one of dc09, jt808'),
  ],
  [
    { ...good, transport: { ...udp, kind: 'serial' } },
    'transport.kind',
    'kind：只能是 udp、tcp，填的是 “serial”',
    'kind: must be one of udp, tcp; it is “serial”',
  ],
  [
    { ...good, transport: { ...udp, port: 70_000 } },
    'transport.port',
    'port：端口应在 0 到 65535 之间，填的是 70000',
    'port: a port is 0 to 65535; it is 70000',
  ],
  [
    { ...good, transport: { ...udp, port: '4710' } },
    'transport.port',
    'port：应为数字，填的是 “4710”',
    'port: must be a number; it is “4710”',
  ],
  [
    { ...good, transport: { ...udp, port: 4_710.5 } },
    'transport.port',
    'port：应为整数，填的是 4710.5',
    'port: must be a whole number; it is 4710.5',
  ],
  [
    { ...good, transport: { kind: 'udp', port: 1 } },
    'transport.host',
    'host：应为文字，没有填写',
    'host: must be text; it is missing',
  ],
  [{ ...good, baud: 9_600 }, 'baud', 'baud：没有这个字段', 'baud: there is no such field'],
  [
    { ...bus, transport: { ...serial, parity: 'mark' } },
    'transport.parity',
    'parity：只能是 “none”、“even”、“odd”，填的是 “mark”',
    'parity: must be one of “none”, “even”, “odd”; it is “mark”',
  ],
  [
    { ...bus, transport: { ...serial, dataBits: 9 } },
    'transport.dataBits',
    'dataBits：只能是 7、8，填的是 9',
    'dataBits: must be one of 7, 8; it is 9',
  ],
  [{ ...bus, boxes: [] }, 'boxes', 'boxes：至少 1 项，填的是 []', 'boxes: at least 1 of them; it is []'],
  [
    { ...bus, boxes: [{ account: 'BOX7', unit: 7 }] },
    'boxes.0',
    '0：盒子至少要有按钮或警号',
    '0: a box needs buttons or a siren',
  ],
  [
    { ...bus, boxes: [{ ...box, unit: 0 }] },
    'boxes.0.unit',
    'unit：不能小于 1，填的是 0',
    'unit: not less than 1; it is 0',
  ],
  [
    { ...bus, framing: 'tcp' },
    '',
    'framing 为 tcp 时 transport 必须是 tcpClient',
    'framing tcp needs transport tcpClient',
  ],
  [null, '', '应为一组字段，填的是 null', 'must be a group of fields; it is null'],
])('what is wrong with %j is said at %s', (record, path, zh, en) => {
  expect(explainLink(record)).toEqual([{ path, zh, en }]);
});

test('no message of a record is left without its Chinese', () => {
  const folder = import.meta.dirname;
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.startsWith('explain'));
  const messages = sources.flatMap((name) => {
    const source = readFileSync(join(folder, name), 'utf8');
    return [...source.matchAll(/addIssue\(\s*'([^']+)'|\.regex\(\/.+\/, '([^']+)'\)/g)].map(
      ([, issue, regex]) => issue ?? regex!,
    );
  });
  const table = readFileSync(join(folder, 'explain.ts'), 'utf8');
  expect(messages.length).toBeGreaterThan(5);
  expect(messages.filter((message) => !table.includes(`'${message}':`))).toEqual([]);
});
