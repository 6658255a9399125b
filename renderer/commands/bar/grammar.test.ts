import { expect, test } from 'vitest';
import type { AlarmState } from '#shared/domain/alarm.ts';
import type { DeviceState } from '#shared/domain/device.ts';
import type { UnitState } from '#shared/domain/unit.ts';
import { emptyWorld, evolveWorld } from '#shared/domain/world.ts';
import type { Findable } from '#shared/search/findable.ts';
import { FIXTURE_START, incidentJournal } from '#tests/fixtures/storedEvents.ts';
import { readingsOf } from '../../live/search/readings.ts';
import { charactersOf } from './choices.ts';
import { readLine } from './grammar.ts';
import type { BarSight } from './reading.ts';
import { daysAround } from './reviewVerb.ts';

const NUMBER = '20270115-007';
const unit = (id: string, name: string, part: Partial<UnitState> = {}): UnitState => ({
  id,
  name,
  kind: 'patrol',
  mode: 'foot',
  skills: [],
  lon: 117.02,
  lat: 25.08,
  engagement: null,
  ...part,
});
const place = (name: string, part: Partial<Findable> = {}): Findable => ({
  kind: 'road',
  id: name,
  name,
  code: '',
  detail: '',
  lon: 117.03,
  lat: 25.06,
  ...part,
});

/** A desk with one open hold-up that unit 12 was sent to, three other units, and nothing found yet. */
function sightOf(part: Partial<BarSight> = {}): BarSight {
  const world = emptyWorld();
  const journal = incidentJournal('i-7', NUMBER);
  journal.open();
  const sent = { id: 'u-012', name: '巡防 12 队', kind: 'patrol' } as const;
  const facts = { task: 'respond', isAutomatic: false, etaSeconds: null, routeM: null, route: [] } as const;
  journal.apply({ kind: 'dispatch', dispatchId: 'd-1', unit: sent, ...facts });
  for (const event of journal.events) evolveWorld(world, event);
  const engagement = { incidentId: 'i-7', dispatchId: 'd-1', since: FIXTURE_START };
  const units = [
    unit('u-012', '巡防 12 队', { engagement }),
    unit('u-003', '民警 周岩'),
    unit('u-004', '网格员 林晓'),
    unit('u-005', '网格员 林霞'),
  ];
  for (const each of units) world.units.set(each.id, each);
  const layers = [{ id: 'imagery', zh: '影像', en: 'Imagery', isVisible: true }];
  const characters = [...charactersOf({ world, layers })];
  return {
    world,
    positions: new Map(),
    now: FIXTURE_START,
    incidentId: 'i-7',
    here: null,
    layers,
    found: null,
    readings: new Map(characters.map((each) => [each.charCodeAt(0), readingsOf(each)])),
    language: 'zh-CN',
    may: () => true,
    hasReviews: true,
    ...part,
  };
}

/** What Enter does, or the sentence that says why it does nothing. */
function meaning(line: string, part: Partial<BarSight> = {}) {
  const reading = readLine(line, sightOf(part));
  return 'find' in reading ? reading : (reading.deed ?? reading.sentence);
}
const sentence = (line: string, part: Partial<BarSight> = {}) => {
  const reading = readLine(line, sightOf(part));
  return 'find' in reading ? reading.note : reading.sentence;
};
const completed = (line: string, part: Partial<BarSight> = {}) => {
  const reading = readLine(line, sightOf(part));
  return 'find' in reading ? [] : reading.completions.map((each) => each.line);
};

const ARRIVED = { do: 'send', kind: 'dispatch.arrive', body: { incidentId: 'i-7', dispatchId: 'd-1' } };

test.each([
  '/u 12 到场',
  '/u 12 dc',
  '/u 12 daochang',
  '/u 12 arrive',
  '/u 12 arr',
  '/u u-012 到场',
  '/u 巡防12队 到场',
  '/u 巡防 12 队 到场',
  '/u xf 到场',
  '/u xunfang 到场',
  '/UNIT １２ 到场',
  '／u　12　到场',
  '、u 12 到场',
])('“%s” reports that unit 12 has arrived', (line) => {
  expect(meaning(line)).toEqual(ARRIVED);
});

test('what will be done is said in both languages', () => {
  expect([sentence('/u 12 到场'), sentence('/u 12 arrive', { language: 'en' })]).toEqual([
    `代报 巡防 12 队 到场（${NUMBER} 紧急求助）`,
    `Report: 巡防 12 队 arrives (${NUMBER} Hold-up / panic)`,
  ]);
});

test('a unit that may be two is refused with their names, and each is offered', () => {
  expect([meaning('/u 林 到场'), meaning('/u linx 到场')]).toEqual([
    '“林”不止一个：网格员 林晓、网格员 林霞',
    '“linx”不止一个：网格员 林晓、网格员 林霞',
  ]);
  expect(completed('/u lx')).toEqual(['/u 网格员林晓 ', '/u 网格员林霞 ']);
  expect(meaning('/u 网格员林晓 ')).toEqual({
    do: 'show',
    hit: { kind: 'unit', id: 'u-004', lon: 117.02, lat: 25.08 },
  });
});

test('a number that two units bear is not guessed', () => {
  const sight = sightOf();
  sight.world.units.set('u-007', unit('u-007', '巡逻车 12'));
  expect(readLine('/u 12 到场', sight)).toMatchObject({ deed: null, sentence: '“12”不止一个：巡防 12 队、巡逻车 12' });
});

test('what a unit cannot report is refused before it is sent', () => {
  expect([
    meaning('/u 99 到场'),
    meaning('/u 周岩 到场'),
    meaning('/u 12 完成'),
    meaning('/u 12 飞走'),
    meaning('/u 12 拒绝'),
    meaning('/u 12 到场', { may: () => false }),
  ]).toEqual([
    '没有力量“99”',
    '民警 周岩 没有在办的事件',
    '巡防 12 队 现在是“已通知”，不能报完成',
    '没有状态“飞走”',
    '拒绝要写原因',
    '您的角色不能执行此操作',
  ]);
});

test('a refusal and a withdrawal carry the officer’s words', () => {
  expect([meaning('/u 12 拒绝 车 坏了'), meaning('/u 12 withdraw false alarm')]).toEqual([
    { do: 'send', kind: 'dispatch.refuse', body: { incidentId: 'i-7', dispatchId: 'd-1', reason: '车 坏了' } },
    { do: 'send', kind: 'dispatch.withdraw', body: { incidentId: 'i-7', dispatchId: 'd-1', reason: 'false alarm' } },
  ]);
});

test('a unit is sent to the incident that is named, or to the one in hand', () => {
  const sent = { do: 'send', kind: 'incident.dispatch', body: { incidentId: 'i-7', unitId: 'u-003' } };
  const lines = ['/d 周岩', '/d zy 007', '/d 3 7', `/d 周岩 ${NUMBER}`, '/d 周岩 jjqz'];
  expect(lines.map((line) => meaning(line))).toEqual(lines.map(() => sent));
  expect([meaning('/d 周岩 8'), meaning('/d 周岩', { incidentId: null }), meaning('/d 12')]).toEqual([
    '没有未结事件“8”',
    '哪起事件？先选一起，或写编号末三位',
    `巡防 12 队 正在处置 ${NUMBER} 紧急求助`,
  ]);
});

test('the map goes to coordinates in either order, and to what the directory found', () => {
  const point = { do: 'fly', lon: 117.01, lat: 25.07 };
  expect(['/go 25.07,117.01', '/go 117.01，25.07', '/go 25.07, 117.01'].map((line) => meaning(line))).toEqual([
    point,
    point,
    point,
  ]);
  expect(readLine('/go 东溪', sightOf())).toMatchObject({ deed: null, lookup: '东溪', sentence: '正在查找“东溪”' });
  const hits = [place('东溪路'), place('东溪社区', { kind: 'grid', id: '990101001001', code: '990101001001' })];
  expect(readLine('/go 东溪', sightOf({ found: { query: '东溪', hits } }))).toEqual({
    deed: { do: 'show', hit: { kind: 'road', id: '东溪路', lon: 117.03, lat: 25.06 } },
    sentence: '地图飞到 东溪路',
    completions: [
      { id: 'road-东溪路', line: '/go 东溪路', title: '东溪路', detail: null },
      { id: 'grid-990101001001', line: '/go 990101001001', title: '东溪社区', detail: '990101001001' },
    ],
    lookup: '东溪',
    preview: null,
  });
  expect(meaning('/go 西山', { found: { query: '西山', hits: [] } })).toBe('没有找到“西山”');
});

test('a new incident is shown whole before it is opened', () => {
  const found = { query: '青昌路12号', hits: [place('青昌路')] };
  const reading = readLine('/new 火灾 青昌路12号 楼道 有烟', sightOf({ found }));
  const body = { kind: 'fire', lon: 117.03, lat: 25.06, address: '青昌路12号', callerWords: '楼道 有烟' };
  expect(reading).toEqual({
    deed: { do: 'send', kind: 'incident.open', body },
    sentence: '登记“火灾”，地点 青昌路12号',
    completions: [],
    lookup: '青昌路12号',
    preview: { kind: 'fire', address: '青昌路12号', lon: 117.03, lat: 25.06, words: '楼道 有烟' },
  });
});

test('where a new incident is may be a point, a unit, or what is selected', () => {
  const opened = (lon: number, lat: number) => ({
    do: 'send',
    kind: 'incident.open',
    body: { kind: 'fire', lon, lat, address: '', callerWords: '' },
  });
  const here = { lon: 117.5, lat: 25.5, name: '东溪路' };
  const positions = new Map([['u-003', { lon: 117.9, lat: 25.9 }]]);
  expect([
    meaning('/new huozai 25.07,117.01'),
    meaning('/new hz @周岩', { positions }),
    meaning('/new fire 此处', { here }),
    meaning('/new fire here'),
    meaning('/new 火灾'),
    meaning('/new 喷泉 25.07,117.01'),
    meaning('/new fire @林 冒烟'),
  ]).toEqual([
    opened(117.01, 25.07),
    opened(117.9, 25.9),
    opened(117.5, 25.5),
    '没有选中带位置的东西',
    '在哪里？地点、网格、坐标、@力量，或“此处”',
    '没有类别“喷泉”',
    expect.stringContaining('“林”不止一个'),
  ]);
});

test('notes, messages and tasks keep their words as they were typed', () => {
  expect([
    meaning('/n 报警人：住 3 楼，已撤离'),
    meaning('/msg 12 带  灭火器'),
    meaning('/msg 12,3 集合'),
    meaning('/task 周岩 查看井盖'),
    meaning('/n'),
    meaning('/msg 12'),
  ]).toEqual([
    { do: 'send', kind: 'incident.note', body: { incidentId: 'i-7', text: '报警人：住 3 楼，已撤离' } },
    { do: 'send', kind: 'message.send', body: { unitIds: ['u-012'], text: '带  灭火器' } },
    { do: 'send', kind: 'message.send', body: { unitIds: ['u-012', 'u-003'], text: '集合' } },
    {
      do: 'send',
      kind: 'task.publish',
      body: {
        kind: 'errand',
        title: '查看井盖',
        audience: { kind: 'unit', unitId: 'u-003' },
        dueAt: FIXTURE_START + 7_200_000,
      },
    },
    '请写内容',
    '请写内容',
  ]);
});

test('a case is closed by number, or the one in hand without one', () => {
  const closed = (note: string) => ({
    do: 'send',
    kind: 'incident.close',
    body: { incidentId: 'i-7', reason: 'false', note },
  });
  expect([
    meaning('/close 007 误报 儿童误按'),
    meaning('/close 误报 儿童误按'),
    meaning('/close wb'),
    meaning('/close 7 false'),
    meaning('/close 007 '),
    meaning('/close 7 忘了'),
  ]).toEqual([
    closed('儿童误按'),
    closed('儿童误按'),
    closed(''),
    closed(''),
    '结案原因？属实、误报、测试、重复或未发现',
    '没有结案原因“忘了”',
  ]);
});

test('a review opens by number, of what is closed too, and by the whole number of what the desk no longer has', () => {
  const sight = sightOf({ incidentId: null });
  const held = sight.world.incidents.get('i-7')!;
  sight.world.incidents.set('i-7', { ...held, closedAt: FIXTURE_START });
  const meant = (line: string, part: Partial<BarSight> = {}) => {
    const reading = readLine(line, { ...sight, ...part });
    return 'find' in reading ? reading : (reading.deed ?? reading.sentence);
  };
  const review = { do: 'review', incidentId: 'i-7' };
  const old = { do: 'reviewNumber', number: '20260304-012' };
  expect(['/review 7', '/复盘 007', `/rv ${NUMBER}`, '/review 20260304-012'].map((line) => meant(line))).toEqual([
    ...[review, review, review, old],
  ]);
  expect(meant('/review', { incidentId: 'i-7' })).toEqual(review);
  expect([
    meant('/review'),
    meant('/review 99'),
    meant('/review 7', { may: (kind) => kind !== 'review.mark' }),
    meant('/review 7', { hasReviews: false }),
  ]).toEqual([
    '哪起事件？先选一起，或写编号末三位',
    '没有事件“99”；较早的请写完整编号',
    '您的角色不能执行此操作',
    '复盘窗口只能在值班电脑上打开',
  ]);
  // A station is in whatever zone.
  expect(daysAround('20260304-012')).toEqual({ fromAt: Date.UTC(2026, 2, 3), toAt: Date.UTC(2026, 2, 6) });
});

test('accepting is for the one in hand or the one named, and said to be done where it is', () => {
  const accept = { do: 'send', kind: 'incident.acknowledge', body: { incidentId: 'i-7' } };
  const sight = sightOf();
  const held = sight.world.incidents.get('i-7')!;
  expect(meaning('/ack')).toBe(`${NUMBER} 紧急求助 已受理`);
  sight.world.incidents.set('i-7', { ...held, acknowledgedAt: null });
  expect([readLine('/ack', sight), readLine('/ack 7', sight)]).toMatchObject([{ deed: accept }, { deed: accept }]);
});

test('the nuisance alarms of a device are shelved with an end and a reason, and calls for help never', () => {
  const sight = sightOf();
  const device = { id: 'd-9', name: '车站广场 2 号报警杆', kind: 'alarmPole', account: '70A3' } as DeviceState;
  sight.world.devices.set(device.id, device);
  const lines = ['/shelve 70A3 30分 风吹误报', '/shelve d-9 2h', '/shelve d-9 9h 风', '/shelve 喷泉'];
  const said = () => lines.map((line) => readLine(line, sight)).map((each) => ('find' in each ? each : each.sentence));
  expect(said()[0]).toBe('车站广场 2 号报警杆 没有可搁置的报警；求助和火警从不搁置');
  const alarm = { alarmId: 'a-9', deviceId: 'd-9', restore: false, class: 'trouble' } as AlarmState;
  sight.world.alarms.set(alarm.alarmId, alarm);
  expect(said()).toEqual([
    '搁置 车站广场 2 号报警杆 的误报 30 分钟',
    '搁置要写原因',
    '搁置多久？如 30分、2小时，最长 8 小时',
    '没有设备“喷泉”',
  ]);
  expect(readLine(lines[0]!, sight)).toMatchObject({
    deed: {
      do: 'send',
      kind: 'device.shelve',
      body: { deviceId: 'd-9', classes: ['trouble'], untilAt: FIXTURE_START + 1_800_000, reason: '风吹误报' },
    },
  });
});

test('layers are switched by name, and the other way round without a word', () => {
  expect([
    meaning('/layer 影像 关'),
    meaning('/layer yx on'),
    meaning('/layer imagery'),
    meaning('/layer 影像 也许'),
  ]).toEqual([
    { do: 'layer', id: 'imagery', isVisible: false },
    { do: 'layer', id: 'imagery', isVisible: true },
    { do: 'layer', id: 'imagery', isVisible: false },
    '开还是关？',
  ]);
  expect(meaning('/layer 影像', { layers: null })).toBe('地图还没有打开');
});

test('without a slash, and with an unknown verb, it is looked for', () => {
  expect([meaning('东溪'), meaning('/find 东溪 路'), meaning('/东溪')]).toEqual([
    { find: '东溪', note: null },
    { find: '东溪 路', note: null },
    { find: '东溪', note: '没有命令 /东溪；下面按查找列出' },
  ]);
});

test('the slash alone lists every command, a begun verb those it begins', () => {
  expect(completed('/')).toEqual(
    ['u', 'd', 'go', 'new', 'ack', 'n', 'msg', 'task', 'close', 'review', 'shelve', 'layer', 'find', 'help'].map(
      (verb) => `/${verb} `,
    ),
  );
  expect([completed('/cl'), completed('/n').at(-1)]).toEqual([['/close '], '/new ']);
});

test('what a word could become is listed while it is typed', () => {
  expect([completed('/u 12 '), completed('/new xf'), completed('/close 误')]).toEqual([
    ['接单', '出发', '到场', '完成', '拒绝', '撤回'].map((move) => `/u 12 ${move} `),
    [],
    ['/close 误报 '],
  ]);
  expect(completed('/new huo')).toContain('/new 火灾 ');
});

test('no line of random characters throws', () => {
  const letters = [...'/ud12 ，,@。林晓到场 new火灾25.07,117.01 \t　）'];
  let seed = 7;
  const next = () => (seed = (seed * 48_271) % 2_147_483_647);
  const sight = sightOf();
  for (let round = 0; round < 500; round++) {
    const line = `/${Array.from({ length: next() % 24 }, () => letters[next() % letters.length]).join('')}`;
    expect(readLine(line, sight)).toBeTypeOf('object');
  }
});
