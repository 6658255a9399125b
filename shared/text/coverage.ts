import {
  type BandChange,
  type CoveragePlace,
  countPlaces,
  type Departure,
  type HandlingTime,
  type MoveUp,
  worstBand,
} from '../domain/coverage.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import { bilingual } from './language.ts';

const NAMED = 3;

/** 「派出后 4 处重点场所超过 3 分钟，约 7 分钟」; null when nothing would be uncovered. */
export function departureSentence({ uncovers, awaySeconds, handling }: Departure): Bilingual | null {
  const worst = worstBand(uncovers);
  if (!worst) return null;
  const count = worst.places.length;
  const [limitZh, limitEn] = limit(worst);
  const names = named(worst.places);
  const away = awaySeconds === null ? null : Math.max(1, Math.round(awaySeconds / 60));
  const how = handlingWords(handling);
  return {
    zh: `派出后 ${count} 处重点场所超过 ${limitZh}${away === null ? '' : `，约 ${away} 分钟`}（${names.zh}；${how.zh}）`,
    en: `leaves ${count} ${count === 1 ? 'place' : 'places'} over ${limitEn}${away === null ? '' : ` for ${away} ${away === 1 ? 'minute' : 'minutes'}`} (${names.en}; ${how.en})`,
  };
}

/** 「调 u-002 号到东溪小学，约 3 分钟到位，恢复 4 处中的 4 处」 */
export function moveUpSentence({
  unitName,
  target,
  etaSeconds,
  restores,
  restoredCount,
  lostCount,
  uncovers,
}: MoveUp): Bilingual {
  const minutes = Math.max(1, Math.round(etaSeconds / 60));
  const worst = worstBand(restores);
  const [limitZh, limitEn] = worst ? limit(worst) : ['', ''];
  const cost = countPlaces(uncovers);
  return {
    zh: `调 ${unitName} 到${target.name}，约 ${minutes} 分钟到位：${lostCount} 处中 ${restoredCount} 处恢复到 ${limitZh}内${cost > 0 ? `，另有 ${cost} 处因此超时` : ''}`,
    en: `Move ${unitName} to ${target.nameEn ?? target.name}, there in ${minutes} min: ${restoredCount} of ${lostCount} ${lostCount === 1 ? 'place' : 'places'} within ${limitEn} again${cost > 0 ? `, ${cost} others no longer` : ''}`,
  };
}

/** 「2 处重点场所已超时限：…」, of the units already sent. */
export function gapSentence(gap: readonly BandChange[]): Bilingual | null {
  const worst = worstBand(gap);
  if (!worst) return null;
  const [limitZh, limitEn] = limit(worst);
  const count = worst.places.length;
  const names = named(worst.places);
  return {
    zh: `本事件用力后 ${count} 处重点场所超过 ${limitZh}：${names.zh}`,
    en: `This incident leaves ${count} ${count === 1 ? 'place' : 'places'} over ${limitEn}: ${names.en}`,
  };
}

function handlingWords({ source, samples, seconds }: HandlingTime): Bilingual {
  const minutes = Math.round(seconds / 60);
  return source === 'done'
    ? {
        zh: `处置按近 ${samples} 次中位数 ${minutes} 分钟`,
        en: `handling: median of the last ${samples}, ${minutes} min`,
      }
    : { zh: `处置按规划值 ${minutes} 分钟`, en: `handling: planned value, ${minutes} min` };
}

function named(places: readonly CoveragePlace[]): Bilingual {
  const shown = places.slice(0, NAMED).map(({ name }) => name);
  const more = places.length - shown.length;
  return {
    zh: `${shown.join('、')}${more > 0 ? ` 等 ${places.length} 处` : ''}`,
    en: `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  };
}

/** 3 分钟, 90 秒: whole minutes where it is so. */
function limit({ seconds }: Pick<BandChange, 'seconds'>): [zh: string, en: string] {
  const isWhole = seconds % 60 === 0;
  const value = isWhole ? seconds / 60 : seconds;
  if (!isWhole) return [`${value} 秒`, `${value} s`];
  return [`${value} 分钟`, value === 1 ? '1 minute' : `${value} minutes`];
}

interface CoverageText {
  title: string;
  starting: string;
  unavailable: string;
  offline: string;
  roads: string;
  places: string;
  grids: string;
  units(count: number): string;
  share(met: string, total: string): string;
  unmet(count: number): string;
  noneUnmet: string;
  grid: string;
  pole: string;
  fly(name: string): string;
  inputs: string;
  profile: string;
  source(source: string): string;
  counted(count: number): string;
  atPost(count: number): string;
  busy(count: number): string;
  offShift(count: number): string;
  stale(count: number): string;
  wrongForce(count: number): string;
  offRoad(count: number): string;
  oldestFix(ago: string): string;
  noFix: string;
  computed(ago: string, ms: number): string;
  old: string;
  tiers: string;
  method: string;
  more(count: number): string;
  showRoads: string;
  hideRoads: string;
  legendNone: string;
  moveUp: string;
  moveUpSend: string;
  noMoveUp: string;
  anyForce: string;
}

export const coverageText = bilingual<CoverageText>(
  {
    title: '1-3-5 覆盖',
    starting: '正在计算覆盖…',
    unavailable: '覆盖暂不可用，正在重新启动；报警与派遣不受影响',
    offline: '未连接，以下为最后一次结果',
    roads: '道路',
    places: '重点场所',
    grids: '网格',
    units: (count) => `${count} 支力量`,
    share: (met, total) => `${met} / ${total}`,
    unmet: (count) => `未覆盖 ${count} 处`,
    noneUnmet: '重点场所全部在时限内',
    grid: '网格',
    pole: '报警杆',
    fly: (name) => `在地图上显示 ${name}`,
    inputs: '依据',
    profile: '响应规则',
    source: (source) => `来源：${source}`,
    counted: (count) => `计入 ${count} 支空闲且定位新鲜的力量`,
    atPost: (count) => `其中 ${count} 支无终端定位，按登记位置`,
    busy: (count) => `${count} 支在处置中`,
    offShift: (count) => `${count} 支未值勤`,
    stale: (count) => `${count} 支定位过期`,
    wrongForce: (count) => `${count} 支不属于规则中的力量`,
    offRoad: (count) => `${count} 支附近没有可走的路`,
    oldestFix: (ago) => `最旧的定位：${ago}`,
    noFix: '没有终端定位，全部按登记位置',
    computed: (ago, ms) => `${ago}计算，用时 ${ms} 毫秒`,
    old: '结果已旧',
    tiers: '规则区分派出所、分局、市局力量，登记中没有层级，均已计入',
    method: '按道路行程和出警准备时间计算；网格以中心点计；报警杆计为重点场所',
    more: (count) => `另有 ${count} 处`,
    showRoads: '在地图上显示',
    hideRoads: '在地图上隐藏',
    legendNone: '超时限',
    moveUp: '补位',
    moveUpSend: '调位',
    noMoveUp: '没有力量能补上而不另开缺口',
    anyForce: '任何力量',
  },
  {
    title: '1-3-5 coverage',
    starting: 'Working out coverage…',
    unavailable: 'Coverage is not available; it is being started again. Alarms and dispatches go on',
    offline: 'Not connected: the last result',
    roads: 'Roads',
    places: 'Key places',
    grids: 'Grids',
    units: (count) => (count === 1 ? '1 unit' : `${count} units`),
    share: (met, total) => `${met} / ${total}`,
    unmet: (count) => `${count} not covered`,
    noneUnmet: 'Every key place is within its limit',
    grid: 'grid',
    pole: 'alarm pole',
    fly: (name) => `Show ${name} on the map`,
    inputs: 'Made from',
    profile: 'Response profile',
    source: (source) => `Source: ${source}`,
    counted: (count) => `${count} free units with fresh positions counted`,
    atPost: (count) => `${count} of them at their registered post, without a terminal position`,
    busy: (count) => `${count} busy`,
    offShift: (count) => `${count} off shift`,
    stale: (count) => `${count} with a stale position`,
    wrongForce: (count) => `${count} of a force the profile does not count`,
    offRoad: (count) => `${count} away from any usable road`,
    oldestFix: (ago) => `Oldest position: ${ago}`,
    noFix: 'No terminal positions: all at their registered posts',
    computed: (ago, ms) => `Worked out ${ago} in ${ms} ms`,
    old: 'Out of date',
    tiers: 'The profile tells station, district and city forces apart; units are not registered by tier, so all count',
    method: 'By road time with turn-out; grids by their centre; alarm poles count as key places',
    more: (count) => `and ${count} more`,
    showRoads: 'Show on the map',
    hideRoads: 'Hide on the map',
    legendNone: 'over the limit',
    moveUp: 'Move-up',
    moveUpSend: 'Relocate',
    noMoveUp: 'No unit can close it without opening another gap',
    anyForce: 'any force',
  },
);
