import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadStation, parseStation } from './config.ts';

const STATION = { station: { id: 'shifan', name: '示范街道综治中心', jurisdiction: '990101001' } };
const POLE = {
  id: 'pole-1',
  kind: 'alarmPole',
  name: '1 号报警杆',
  lon: 117.01,
  lat: 25.07,
  link: 'poles',
  account: '70A1',
};
const LINK = { id: 'poles', protocol: 'dc09', transport: { kind: 'udp', host: '127.0.0.1', port: 4710 } };

const messageOf = (input: unknown) => {
  const parsed = parseStation(input, '/nowhere');
  return parsed.ok ? 'accepted' : parsed.failure.message;
};

test('the least a station must say is who it is', () => {
  expect(parseStation(STATION, '/nowhere')).toEqual({
    ok: true,
    value: {
      ...STATION,
      realm: 'live',
      http: { host: '127.0.0.1', port: 4700 },
      scene: 'builtin:demo',
      profile: 'fujian-a',
      links: [],
      devices: [],
      units: [],
      positions: { sources: {} },
      tracks: { keepDays: 30 },
      patrol: { auto: false, restMinutes: 15, dueMinutes: 90 },
      groups: [],
      notices: { webhooks: [] },
      reports: {},
      video: {
        mediaServers: [],
        port: 0,
        channels: [],
        allow: [],
        probe: { everyMinutes: 360, atOnce: 4, hostSpacingSeconds: 2 },
        preRoll: { seconds: 10, camerasPerPole: 0 },
        presets: [],
        patrols: [],
      },
      calls: { iceServers: [], ringSeconds: 45, unreachedSeconds: 20, lostSeconds: 45 },
      tokens: [],
    },
  });
});

test('a bad value is refused with its path in both languages', () => {
  expect(messageOf({ ...STATION, realm: 'real' })).toMatch(
    /^station\.json: realm: 只能是 “live”、“drill” \(must be one of “live”, “drill”\)$/,
  );
  expect(messageOf({ ...STATION, http: { host: '127.0.0.1', port: 'x' } })).toBe(
    'station.json: http.port: 应为数字 (must be a number)',
  );
});

test('unknown fields are refused with their path, wherever they are', () => {
  expect(messageOf({ ...STATION, relm: 'live' })).toBe('station.json: relm: 没有这个字段 (there is no such field)');
  expect(messageOf({ ...STATION, links: [{ ...LINK, transport: { ...LINK.transport, prot: 1 } }] })).toBe(
    'station.json: links.0.transport.prot: 没有这个字段 (there is no such field)',
  );
});

test('bad values are refused naming the field', () => {
  expect(messageOf({ ...STATION, http: { host: '127.0.0.1', port: 70_000 } })).toContain('http.port');
  expect(messageOf({ ...STATION, realm: 'test' })).toContain('realm');
  expect(messageOf({ station: { ...STATION.station, jurisdiction: 'here' } })).toContain('station.jurisdiction');
});

test('a key that AES cannot use is refused at the start, not at the first alarm', () => {
  const keyed = (encoding: string, value: string) =>
    messageOf({ ...STATION, links: [LINK], devices: [{ ...POLE, key: { encoding, value } }] });
  expect(keyed('hex', '00112233445566778899AABBCCDDEEFF')).toBe('accepted');
  expect(keyed('ascii', '00112233445566778899AABBCCDDEEFF')).toBe('accepted');
  expect(keyed('hex', '0011')).toContain('AES needs 16, 24 or 32');
  expect(keyed('hex', 'zz'.repeat(16))).toContain('not hexadecimal');
});

test('what no single field shows is refused too', () => {
  const clash = (devices: object[]) => messageOf({ ...STATION, links: [LINK], devices });
  expect(clash([POLE, POLE])).toBe('station.json: devices: id pole-1 is used twice');
  expect(clash([{ ...POLE, link: 'gone' }])).toBe('station.json: devices.0.link: there is no link gone');
  expect(clash([POLE, { ...POLE, id: 'pole-2', account: '70a1' }])).toBe(
    'station.json: devices: account poles #70A1 is used twice',
  );
  const { account, ...mute } = POLE;
  expect(clash([mute])).toBe('station.json: devices.0.account: a device on a link needs one');
});

test('a terminal belongs to one unit, and may not be called like another', () => {
  const unit = (id: string, terminal?: string) => {
    return { id, name: id, kind: 'police', mode: 'police', lon: 117, lat: 25, ...(terminal && { terminal }) };
  };
  const units = (...list: object[]) => messageOf({ ...STATION, units: list });
  expect(units(unit('u-1', 'ANDROID-1'), unit('u-2', 'u-2'), unit('u-3'))).toBe('accepted');
  const taken = (terminal: string) => `station.json: units: terminal ${terminal} belongs to another unit already`;
  expect(units(unit('u-1', 'ANDROID-1'), unit('u-2', 'ANDROID-1'))).toBe(taken('ANDROID-1'));
  expect(units(unit('u-1'), unit('u-2', 'u-1'))).toBe(taken('u-1'));
});

test('a phone’s token names units of the station, and nobody else’s names any', () => {
  const unit = { id: 'u-1', name: 'u-1', kind: 'police', mode: 'police', lon: 117, lat: 25 };
  const tokens = (role: string, ...units: string[]) =>
    messageOf({ ...STATION, units: [unit], tokens: [{ token: 'x'.repeat(20), role, name: '手机', units }] });
  expect(tokens('worker', 'u-1')).toBe('accepted');
  expect(tokens('worker', 'u-1', 'u-2')).toBe('station.json: tokens.0.units: u-2 is no unit of this station');
  expect(tokens('duty', 'u-1')).toBe('station.json: tokens.0.units: only a token of role worker speaks for units');
});

test('a station may say how long its desk takes and who is told then, and is told what is wrong with it', () => {
  const seat = { to: 'seat', unansweredSeconds: 0 };
  const leader = { to: 'leader', unansweredSeconds: 30 };
  const escalation = (stated: object) => messageOf({ ...STATION, escalation: stated });
  const steps = (...stated: object[]) => escalation({ steps: stated });
  expect(escalation({ answer: { warnSeconds: 5, seconds: 20 }, steps: [seat, leader] })).toBe('accepted');
  expect(escalation({})).toBe('accepted');
  expect(escalation({ answer: { warnSeconds: 20, seconds: 20 } })).toBe(
    'station.json: escalation.answer.warnSeconds: 须小于 seconds · must be less than seconds',
  );
  expect(steps(leader, seat)).toContain('escalation.steps.0: 第一级须为 seat');
  expect(steps(leader, seat)).toContain('escalation.steps.1.to: 须高于 leader');
  expect(steps(seat, { ...leader, unansweredSeconds: 0 })).toContain('steps.1.unansweredSeconds: 须大于 0');
  expect(steps(seat)).toContain('escalation.steps: ');
  expect(steps(seat, { ...leader, to: 'mayor' })).toContain('escalation.steps.1.to: ');
  expect(steps(seat, { ...leader, wakes: 'mayor' })).toContain('escalation.steps.1.wakes: ');
  expect(escalation({ off: true })).toContain('escalation.off: ');
});

test('devices and units may stand in files of their own, and a bad file is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pingan-config-'));
  const path = join(folder, 'station.json');
  writeFileSync(
    path,
    JSON.stringify({ ...STATION, scene: 'pack', links: [LINK], devices: 'devices.json', units: 'units.json' }),
  );
  writeFileSync(join(folder, 'devices.json'), JSON.stringify([{ ...POLE, kind: 'oneKeyAlarm' }]));
  writeFileSync(join(folder, 'units.json'), '[{"id":"u-001"}]');
  const bad = loadStation(path);
  expect(bad.ok ? 'accepted' : bad.failure.message).toContain(join(folder, 'units.json'));
  writeFileSync(join(folder, 'units.json'), '[]');
  const good = loadStation(path);
  expect(good.ok && [good.value.scene, good.value.devices.map(({ kind }) => kind)]).toEqual([
    join(folder, 'pack'),
    ['oneKeyButton'],
  ]);
  writeFileSync(path, '{');
  const broken = loadStation(path);
  expect(broken.ok ? 'accepted' : broken.failure.message).toContain(path);
});
