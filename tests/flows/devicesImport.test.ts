// Lists of devices from outside: every bad row is named, no good one is lost, and no alarm waits for a spreadsheet.
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { fromWgs84 } from '#shared/geo/datum.ts';
import type { DeviceImportPreview } from '#shared/wire/deviceImport.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { packWorkbook, sheetXml, workbookOf, workbookParts } from '#tests/fixtures/workbook.ts';
import { ADMIN, DUTY, openPole, openStation, type TestStation, WALL } from './kit/station.ts';

const FIRST = '99010100100000000001';
const SECOND = '99010100100000000002';
const NOW = 1_930_716_909_000;
const PANIC = { contactId: { qualifier: 1, code: '120', partition: '00', zone: '001' } } as const;
const HEADING = ['设备编号', '设备类型', '名称', '经度', '纬度', '链路', '账号', '监管周期'];
const [lon, lat] = pointAt(100, 100);

interface Asked {
  readonly name?: string;
  readonly query?: Record<string, string>;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

async function ask(
  station: TestStation,
  body: string | Buffer,
  { name = '清单.csv', query, token, headers }: Asked = {},
) {
  const search = new URLSearchParams({ name, ...query });
  const response = await fetch(`${station.core.url}/api/devices/preview?${search}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token ?? DUTY}`, 'content-type': 'application/octet-stream', ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

async function preview(station: TestStation, body: string | Buffer, asked?: Asked): Promise<DeviceImportPreview> {
  const answer = await ask(station, body, asked);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body.preview as DeviceImportPreview;
}

const csv = (...rows: (string | number)[][]) => [HEADING, ...rows].map((row) => row.join(',')).join('\r\n');
const pole = (id: string, account: string, rest: Partial<{ lon: number | string; kind: string }> = {}) => [
  id,
  rest.kind ?? '报警杆',
  `${id} 号`,
  rest.lon ?? lon,
  lat,
  'poles',
  account,
  '90',
];
const take = (station: TestStation, { previewId }: DeviceImportPreview, commandId?: string) =>
  station.command('device.import', { previewId }, DUTY, commandId);
const statesOf = ({ rows }: DeviceImportPreview) => rows.map(({ row, state }) => [row, state]);
const idsIn = (station: TestStation) => [...station.core.desk.world.devices.keys()];

test('a list is previewed without changing anything, and importing it enrols every good row', async () => {
  await using station = await openStation({ clock: () => NOW });
  const list = await preview(
    station,
    csv(
      pole('pole-3', '70A3'),
      pole('pole-4', '70A4', { kind: '火箭' }),
      pole('pole-5', '70A1'),
      pole('pole-3', '70A6'),
      pole('pole-7', '70A7', { lon: 'abc' }),
      ['', '报警杆', '没有编号', lon, lat, 'poles', '70A8', ''],
      [SECOND, '一键报警', '东溪小学 一键报警', ...pointAt(400, 400), 'poles', '70A2', ''],
      [FIRST, '', '改名', '', '', '', '', 'class180'],
    ),
  );
  expect(idsIn(station)).toEqual([FIRST, SECOND]);
  expect({ ...list, rows: statesOf(list) }).toEqual({
    previewId: list.previewId,
    fileName: '清单.csv',
    format: 'csv',
    columns: HEADING,
    mapping: {
      id: '设备编号',
      kind: '设备类型',
      name: '名称',
      lon: '经度',
      lat: '纬度',
      link: '链路',
      account: '账号',
      key: null,
      keyEncoding: null,
      requireEncryption: null,
      supervision: '监管周期',
      siren: null,
    },
    datum: 'wgs84',
    counts: { new: 1, changed: 1, same: 1, bad: 5 },
    warnings: [],
    rows: [
      [2, 'new'],
      [3, 'bad'],
      [4, 'bad'],
      [5, 'bad'],
      [6, 'bad'],
      [7, 'bad'],
      [8, 'same'],
      [9, 'changed'],
    ],
    validUntilAt: NOW + 900_000,
  });
  const bad = list.rows.filter(({ state }) => state === 'bad');
  expect(bad.map(({ problems }) => problems.map(({ field, value, words }) => [field, value, words.zh]))).toEqual([
    [['kind', '火箭', '不认识的设备类型；可用：报警杆、一键报警、摄像机、门禁、传感器、警号']],
    [['account', '70A1', `链路 poles 上的账号 70A1 已属于设备 ${FIRST}`]],
    [['id', 'pole-3', '编号与第 2 行相同']],
    [['lon', 'abc', '不是以度为单位的小数']],
    [['id', null, '缺少编号']],
  ]);
  expect(bad.flatMap(({ problems }) => problems).filter(({ words }) => /\p{Script=Han}/u.test(words.en))).toEqual([]);
  expect(list.rows.at(-1)?.changes).toEqual(['name', 'supervision']);

  const answer = await take(station, list, 'import-once');
  expect(answer).toMatchObject({ ok: true, imported: { new: 1, changed: 1, same: 1, bad: 5 } });
  expect(idsIn(station)).toEqual([FIRST, SECOND, 'pole-3']);
  expect(station.core.desk.world.devices.get(FIRST)).toMatchObject({
    ...{ name: '改名', supervisionSeconds: 180, account: '70A1', hasKey: true, statedBy: 'desk' },
  });
  expect(await take(station, list, 'import-once')).toEqual(answer);
  expect(await take(station, list)).toMatchObject({ ok: false, code: 'unknownPreview' });
  using device = openPole(station, { account: '70A3' });
  expect((await device.send(PANIC)).kind).toBe('ack');
});

test.each([
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${csv(pole('杆-3', '70A3'))}`)],
  ['GBK', iconv.encode(csv(pole('杆-3', '70A3')), 'gbk')],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(csv(pole('杆-3', '70A3')), 'utf16le')])],
  ['semicolons', Buffer.from(csv(pole('杆-3', '70A3')).replaceAll(',', ';'))],
  ['tabs', Buffer.from(csv(pole('杆-3', '70A3')).replaceAll(',', '\t'))],
  ['quotes', Buffer.from(csv(pole('杆-3', '70A3')).replaceAll(/[^,\r\n]+/g, '"$&"'))],
  ['full-width digits', Buffer.from(csv(pole('杆-3', '７０Ａ３')))],
])('CSV with %s is read by what it is', async (_what, bytes) => {
  await using station = await openStation({ clock: () => NOW });
  const list = await preview(station, bytes, { name: 'devices.xlsx' });
  expect([list.format, list.counts, list.rows[0]?.deviceId]).toEqual([
    'csv',
    { new: 1, changed: 0, same: 0, bad: 0 },
    '杆-3',
  ]);
});

test('a quote that is never closed spoils no other row, and rows are numbered as a spreadsheet numbers them', async () => {
  await using station = await openStation({ clock: () => NOW });
  const [first, , third, ...rest] = pole('pole-3', '70A3');
  const rows = [[first!, '"报警杆', third!, ...rest], [''], pole('pole-5', '70A5'), pole('pole-6', '70A6')];
  const list = await preview(station, csv(...(rows as string[][])));
  expect(statesOf(list)).toEqual([
    [2, 'bad'],
    [4, 'new'],
    [5, 'new'],
  ]);
});

test('Excel is read from its first sheet, digits as they stand; an id that became a number is named', async () => {
  await using station = await openStation({ clock: () => NOW });
  const number = 99_010_100_100_000_010_000;
  const bytes = workbookOf([
    HEADING,
    pole('pole-3', '70A3'),
    [],
    [number, '报警杆', '数字编号', lon, lat, 'poles', '70A4', 20],
  ]);
  const list = await preview(station, bytes, { name: '清单.csv' });
  expect([list.format, statesOf(list)]).toEqual([
    'xlsx',
    [
      [2, 'new'],
      [4, 'bad'],
    ],
  ]);
  expect(list.rows[1]?.problems[0]?.words.zh).toContain('末位已丢失');
});

test('an archive that lies about its size, unpacks to too much, or spreads one cell far out costs nothing', async () => {
  await using station = await openStation({ clock: () => NOW });
  const sheet = sheetXml([HEADING, pole('pole-3', '70A3')]);
  const [workbook, relations, data] = workbookParts(sheet);
  const codeOf = async (bytes: Buffer) => {
    const { status, body } = await ask(station, bytes);
    return [status, body.code];
  };
  const claiming = (claimedBytes: number) => packWorkbook([workbook!, relations!, { ...data!, claimedBytes }]);
  expect(await codeOf(claiming(0xffff_fff0))).toEqual([400, 'fileTooLarge']);
  expect(await codeOf(claiming(10))).toEqual([400, 'fileBroken']);
  const bomb = Buffer.alloc(200 * 1024 * 1024, ' ');
  expect(await codeOf(packWorkbook([workbook!, relations!, { ...data!, data: bomb }]))).toEqual([400, 'fileTooLarge']);
  const far = sheet.replace('<row r="2">', '<row r="2"><c r="XFD2"><v>1</v></c>');
  expect(await codeOf(packWorkbook(workbookParts(far)))).toEqual([400, 'fileBroken']);
  const deep = sheet.replace('</sheetData>', '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>');
  expect((await preview(station, packWorkbook(workbookParts(deep)))).counts.new).toBe(1);
  expect(await codeOf(claiming(data!.data.length).subarray(0, 300))).toEqual([400, 'fileBroken']);
  expect(await codeOf(Buffer.alloc(64))).toEqual([400, 'fileUnknown']);
  expect(await codeOf(Buffer.alloc(0))).toEqual([400, 'fileEmpty']);
});

test('GeoJSON of the scene’s own device layer is a list as well', async () => {
  await using station = await openStation({ clock: () => NOW });
  const feature = (deviceId: string, deviceClass: string, coordinates: unknown) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties: { deviceId, deviceClass, gridCode: '990101001001004' },
  });
  const features = [
    feature('cam-1', 'camera', [lon, lat]),
    feature('btn-1', 'oneKeyAlarm', [lon, lat]),
    feature('x', 'gate', 'no'),
  ];
  const list = await preview(station, JSON.stringify({ type: 'FeatureCollection', features }));
  expect([list.format, statesOf(list), list.mapping.id, list.mapping.kind]).toEqual([
    'geojson',
    [
      [1, 'new'],
      [2, 'new'],
      [3, 'bad'],
    ],
    'deviceId',
    'deviceClass',
  ]);
  await take(station, list);
  expect(station.core.desk.world.devices.get('btn-1')).toMatchObject({ kind: 'oneKeyButton', lon, lat, name: 'btn-1' });
});

test('a datum is taken off, and one that was not said is suspected', async () => {
  await using station = await openStation({ clock: () => NOW });
  // Near the eastern edge, so that the shift carries them out of the grids.
  const places = [650, 600, 660].map((east) => fromWgs84('gcj02', pointAt(east, 0)));
  const rows = places.map(([east, north], index) => [`p-${index}`, '摄像机', `${index}`, east, north, '', '', '']);
  const suspected = await preview(station, csv(...rows));
  expect(suspected.warnings.map(({ code, count }) => [code, count])).toEqual([
    ['datumSuspect', 3],
    ['outsideGrids', 3],
  ]);
  expect(suspected.counts.new).toBe(3);
  const told = await preview(station, csv(...rows), { query: { datum: 'gcj02' } });
  expect(told.warnings).toEqual([]);
  await take(station, told);
  const enrolled = station.core.desk.world.devices.get('p-0')!;
  expect(enrolled.lon).toBeCloseTo(pointAt(650, 0)[0], 6);
});

test('keys come with the list, are never shown, and are never guessed at', async () => {
  await using station = await openStation({ clock: () => NOW });
  const key = 'FFEEDDCCBBAA99887766554433221100';
  const [heading, ...rows] = [
    [...HEADING, '密钥', '密钥编码'],
    [...pole('pole-3', '70A3'), key, 'hex'],
    [...pole('pole-4', '70A4'), key, ''],
    [...pole('pole-5', '70A5'), 'short', ''],
  ];
  const body = [heading!, ...rows].map((row) => row.join(',')).join('\n');
  const list = await preview(station, body);
  expect(statesOf(list)).toEqual([
    [2, 'new'],
    [3, 'bad'],
    [4, 'bad'],
  ]);
  expect(JSON.stringify(list)).not.toContain(key);
  await take(station, list);
  await station.core.desk.settled();
  expect(JSON.stringify(station.core.desk.journal.read(0, 100))).not.toContain(key);
  using device = openPole(station, { account: '70A3', key: { encoding: 'hex', value: key } });
  expect((await device.send(PANIC)).kind).toBe('ack');
});

test('a preview is held against the station again when it is imported, and forgotten after a while', async () => {
  let now = NOW;
  await using station = await openStation({ clock: () => now });
  const list = await preview(station, csv(pole('pole-3', '70A3'), pole('pole-4', '70A4')));
  const device = { id: 'other', kind: 'alarmPole', name: '先来的', lon, lat, link: 'poles', account: '70A4' };
  await station.command('device.save', { device });
  expect(await take(station, list)).toMatchObject({ ok: true, imported: { new: 1, changed: 0, same: 0, bad: 1 } });
  expect(idsIn(station)).toEqual([FIRST, SECOND, 'other', 'pole-3']);
  const lists = [];
  for (let index = 0; index < 5; index++) lists.push(await preview(station, csv(pole(`p-${index}`, `80A${index}`))));
  expect(await take(station, lists[0]!)).toMatchObject({ code: 'unknownPreview' });
  now += 900_001;
  expect(await take(station, lists[4]!)).toMatchObject({ code: 'unknownPreview' });
});

test('columns are taken as asked, and an unknown one is refused', async () => {
  await using station = await openStation({ clock: () => NOW });
  const body = `甲,乙,丙,坐标\npole-3,报警杆,一号,"${lon},${lat}"`;
  const guessed = await preview(station, body);
  expect([guessed.counts.bad, guessed.warnings[0]?.code]).toEqual([1, 'missingColumn']);
  const mapping = JSON.stringify({ id: '甲', kind: '乙', name: '丙' });
  expect((await preview(station, body, { query: { mapping } })).counts.new).toBe(1);
  const stray = await ask(station, body, { query: { mapping: '{"id":"丁"}' } });
  expect([stray.status, stray.body.code]).toEqual([400, 'badQuery']);
});

test('only our own window and programs may ask, with a role that may import', async () => {
  await using station = await openStation({ clock: () => NOW });
  const body = csv(pole('pole-3', '70A3'));
  expect((await ask(station, body, { token: 'nobody' })).status).toBe(401);
  expect((await ask(station, body, { token: WALL })).body.code).toBe('roleMayNot');
  const own = await ask(station, body, { token: ADMIN, headers: { origin: 'app://pingan' } });
  expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, 'app://pingan']);
  const foreign = await ask(station, body, { headers: { origin: 'https://evil.example' } });
  expect([foreign.status, foreign.body.code, foreign.headers.get('access-control-allow-origin')]).toEqual([
    ...[403, 'wrongOrigin', null],
  ]);
  const preflight = await fetch(`${station.core.url}/api/devices/preview`, {
    method: 'OPTIONS',
    headers: { origin: 'app://pingan', 'access-control-request-method': 'POST' },
  });
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
    ...[204, 'authorization, content-type'],
  ]);
  const large = await ask(station, Buffer.alloc(16 * 1024 * 1024 + 1, 'a'));
  expect([large.status, large.body.code]).toEqual([413, 'fileTooLarge']);
});

test('twenty-five thousand rows are enrolled, and an alarm in the middle of it is answered and opens its incident', async () => {
  await using station = await openStation({ clock: () => NOW });
  using device = openPole(station);
  const rows = Array.from({ length: 25_000 }, (_, index) => pole(`p-${index}`, (100_000 + index).toString(36)));
  const list = await preview(station, csv(...rows));
  expect(list.counts).toEqual({ new: 25_000, changed: 0, same: 0, bad: 0 });
  expect(list.rows).toHaveLength(200);
  const importing = take(station, list, 'import-25000');
  const asked = take(station, list, 'import-25000');
  expect((await device.send(PANIC)).kind).toBe('ack');
  expect(station.core.desk.world.incidents.size).toBe(1);
  expect(await importing).toMatchObject({ ok: true, imported: { new: 25_000, changed: 0, same: 0, bad: 0 } });
  expect(await asked).toEqual(await importing);
  expect(station.core.desk.world.devices.size).toBe(25_002);
  const enrolled = station.core.desk.world.alarms.values().next().value!.seq;
  expect(enrolled).toBeLessThan(station.core.desk.world.seq);
});
