import type { AreaLevel } from '../geo/areaCode.ts';
import { bilingual } from './language.ts';

interface GridsText {
  level: Record<AreaLevel, string>;
  gridType: Record<'01' | '02', string>;
  chain: string;
  people: string;
  role: Record<'gridLeader' | 'gridWorkers' | 'gridPolice' | 'partTime', string>;
  /** The pack names nobody for this role. */
  nobody: string;
  households: string;
  population: string;
  buildings: string;
  area: string;
  squareKm(value: string): string;
  hectares(value: string): string;
  parts: string;
  partsOf(parts: number, grids: number): string;
  counts: string;
  notStated: string;
  incidents: string;
  noIncidents: string;
  alarms: string;
  noAlarms: string;
  units: string;
  noUnits: string;
  notFresh: string;
  devices: string;
  noDevices: string;
  places: string;
  noPlaces: string;
  cameras: string;
  noCameras: string;
  more(count: number): string;
  prisms: string;
  reading: string;
  notInScene: string;
  /** Legend of the prisms. */
  measure: Record<'alarms' | 'load' | 'response' | 'seen', string>;
  unit: Record<'alarms' | 'load' | 'response' | 'seen', string>;
  basis: Record<'alarms' | 'load' | 'response' | 'seen', string>;
  counted: Record<'alarms' | 'load' | 'response' | 'seen', (count: number) => string>;
  outside(count: number): string;
  isCut: string;
  upTo(value: number): string;
  between(low: number, high: number): string;
  over(value: number): string;
  height(metresEach: number, unit: string, tallest: number): string;
  nothing: string;
  /** The core still works out what cameras see. */
  working: string;
  turnOff: string;
}

export const gridsText = bilingual<GridsText>(
  {
    level: { district: '区县', town: '镇街', village: '社区/村', grid: '网格' },
    gridType: { '01': '基础网格', '02': '专属网格' },
    chain: '隶属',
    people: '责任人',
    role: { gridLeader: '网格长', gridWorkers: '网格员', gridPolice: '网格民警', partTime: '兼职网格员' },
    nobody: '未登记',
    households: '户数',
    population: '人口',
    buildings: '楼栋',
    area: '面积',
    squareKm: (value) => `${value} 平方公里`,
    hectares: (value) => `${value} 公顷`,
    parts: '下辖',
    partsOf: (parts, grids) => `${parts} 个下级，共 ${grids} 个网格`,
    counts: '基本情况',
    notStated: '未提供',
    incidents: '未结事件',
    noIncidents: '没有未结事件',
    alarms: '今日报警',
    noAlarms: '今日没有报警',
    units: '在格力量',
    noUnits: '此刻没有力量在内',
    notFresh: '位置不新鲜',
    devices: '报警设备',
    noDevices: '没有登记设备',
    places: '重点场所',
    noPlaces: '没有登记场所',
    cameras: '摄像机',
    noCameras: '没有摄像机',
    more: (count) => `还有 ${count} 个`,
    prisms: '网格柱',
    reading: '正在读取场景…',
    notInScene: '场景里没有这个网格的资料',
    measure: { alarms: '今日报警', load: '未结事件', response: '到场用时', seen: '视频覆盖' },
    unit: { alarms: '次', load: '起', response: '分钟', seen: '%' },
    basis: {
      alarms: '零时起，不含恢复、测试和检修期间',
      load: '当前未结案',
      response: '近 30 天，立案到首支力量到场的中位数',
      seen: '网格内露天地面有摄像机看到的占比，没有柱的全看不到',
    },
    counted: {
      alarms: (count) => `共 ${count} 次`,
      load: (count) => `共 ${count} 起`,
      response: (count) => `据 ${count} 起有到场记录的事件`,
      seen: (count) => `${count} 个网格`,
    },
    outside: (count) => `另有 ${count} 个不在任何网格内`,
    isCut: '本窗口只存最近的记录，更早的未计入',
    upTo: (value) => `≤ ${value}`,
    between: (low, high) => `${low}–${high}`,
    over: (value) => `> ${value}`,
    height: (metresEach, unit, tallest) => `柱高：每${unit} ${metresEach} 米，最高 ${tallest} 米`,
    nothing: '没有可显示的数值',
    working: '正在测算…',
    turnOff: '关闭网格柱',
  },
  {
    level: { district: 'District', town: 'Town', village: 'Community', grid: 'Grid' },
    gridType: { '01': 'Basic grid', '02': 'Exclusive grid' },
    chain: 'Belongs to',
    people: 'In charge',
    role: {
      gridLeader: 'Grid leader',
      gridWorkers: 'Grid workers',
      gridPolice: 'Grid police',
      partTime: 'Part-time workers',
    },
    nobody: 'Not registered',
    households: 'Households',
    population: 'Population',
    buildings: 'Buildings',
    area: 'Area',
    squareKm: (value) => `${value} km²`,
    hectares: (value) => `${value} ha`,
    parts: 'Consists of',
    partsOf: (parts, grids) => `${parts} parts, ${grids} grids in all`,
    counts: 'Facts',
    notStated: 'Not stated',
    incidents: 'Open incidents',
    noIncidents: 'No open incidents',
    alarms: 'Alarms today',
    noAlarms: 'No alarms today',
    units: 'Units inside',
    noUnits: 'No unit is inside now',
    notFresh: 'position not fresh',
    devices: 'Alarm devices',
    noDevices: 'No device is enrolled',
    places: 'Key places',
    noPlaces: 'No place is registered',
    cameras: 'Cameras',
    noCameras: 'No camera',
    more: (count) => `${count} more`,
    prisms: 'Columns',
    reading: 'Reading the scene…',
    notInScene: 'The scene knows nothing of this grid',
    measure: { alarms: 'Alarms today', load: 'Open incidents', response: 'Time to arrive', seen: 'Camera coverage' },
    unit: { alarms: 'alarm', load: 'incident', response: 'minute', seen: '%' },
    basis: {
      alarms: 'Since midnight, without restores, tests and maintenance',
      load: 'Not closed now',
      response: 'Last 30 days, opening to first arrival, median',
      seen: 'Share of the open ground of a grid that some camera sees; none where no column stands',
    },
    counted: {
      alarms: (count) => (count === 1 ? '1 in all' : `${count} in all`),
      load: (count) => (count === 1 ? '1 in all' : `${count} in all`),
      response: (count) =>
        count === 1 ? 'From 1 incident with an arrival' : `From ${count} incidents with an arrival`,
      seen: (count) => (count === 1 ? '1 grid' : `${count} grids`),
    },
    outside: (count) => `${count} more in no grid`,
    isCut: 'This window holds the latest records only; earlier ones are not counted',
    upTo: (value) => `≤ ${value}`,
    between: (low, high) => `${low}–${high}`,
    over: (value) => `> ${value}`,
    height: (metresEach, unit, tallest) => `Height: ${metresEach} m per ${unit}, ${tallest} m at most`,
    nothing: 'No value to show',
    working: 'Being worked out…',
    turnOff: 'Hide the columns',
  },
);
