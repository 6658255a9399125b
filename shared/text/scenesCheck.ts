import type { RoadReport, TopologyKind, TopologyProblem } from '../wire/sceneReport.ts';
import { bilingual } from './language.ts';

interface ScenesCheckText {
  // Check
  clean: string;
  problems(count: number): string;
  topology: Record<TopologyKind, string>;
  problem(problem: TopologyProblem): string;
  onMap: string;
  dropped: string;
  droppedReason: Readonly<Record<string, string>>;
  kept(count: number): string;
  roads: string;
  roadFacts(roads: RoadReport): string;
  route(from: string, routeM: number | null, straightM: number): string;
  warnings: string;
  accept: string;
  installNow: string;
  installLater: string;
  // Refusals the wizard can say better than the importer
  refusal: Readonly<Record<string, string>>;
  refused(sentence: string): string;
}

const level = {
  zh: { district: '区县', town: '镇街', village: '社区', grid: '网格' },
  en: { district: 'District', town: 'Town', village: 'Community', grid: 'Grid' },
} as const;
const m2 = (areaM2: number | undefined) => `${Math.round(areaM2 ?? 0)} m²`;
const km = (metres: number) => (metres / 1000).toFixed(1);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** What the import found: topology, what was dropped, roads, and what the importer refused. */
export const scenesCheckText = bilingual<ScenesCheckText>(
  {
    clean: '没有发现拓扑问题。',
    problems: (count) => `${count} 处拓扑问题`,
    topology: {
      openRing: '边界未闭合',
      selfCrossing: '自相交',
      overlap: '重叠',
      gap: '缝隙',
      outsideParent: '超出上级',
      orphan: '没有上级',
      duplicate: '编码重复',
      emptyLevel: '下级为空',
    },
    problem: ({ kind, level: at, code, other, areaM2 }) => {
      const who = `${level.zh[at]} ${code}`;
      if (kind === 'overlap') return `${who} 与 ${other} 重叠 ${m2(areaM2)}`;
      if (kind === 'gap') return `${who} 有 ${m2(areaM2)} 没有被下级覆盖`;
      if (kind === 'outsideParent') return `${who} 有 ${m2(areaM2)} 在上级 ${other} 之外`;
      if (kind === 'orphan') return `${who} 的上级不在数据中`;
      if (kind === 'duplicate') return `${who} 的编码重复`;
      if (kind === 'emptyLevel') return `${who} 下面没有下级区域`;
      return kind === 'openRing' ? `${who} 的边界没有闭合` : `${who} 的边界自相交`;
    },
    onMap: '点一处问题，地图飞到那里。',
    dropped: '读入与舍去',
    droppedReason: {
      'not an area': '不是面',
      'not a line': '不是线',
      'not a point': '不是点',
      'no code': '没有编码',
      'no name': '没有名称',
      'no highway tag': '没有道路等级',
      'not a kind of key place': '不属于重点部位',
      'not a feature with a geometry': '没有几何',
      'too many vertices': '顶点过多',
      'coordinates outside the earth': '坐标不在地球上',
      'node outside the extract': '节点在数据范围外',
      relation: '关系（未使用）',
      'record cut off': '记录不完整',
      'no record in the table': '属性表缺少记录',
      'farther than 120 m from every grid': '离任何网格都超过 120 米',
      'relation with an open ring': '关系的边界不闭合',
    },
    kept: (count) => `读入 ${count}`,
    roads: '道路检查',
    roadFacts: ({ ways, components, largestShare, oneWayShare, unnamedShare }) =>
      `${ways} 条道路；${components} 个连通部分，最大占 ${percent(largestShare)}；单行 ${percent(oneWayShare)}，无名 ${percent(unnamedShare)}`,
    route: (from, routeM, straightM) =>
      routeM === null
        ? `${from}：走不通（直线 ${km(straightM)} 公里）`
        : `${from}：${km(routeM)} 公里（直线 ${km(straightM)} 公里）`,
    warnings: '请注意',
    accept: '我已核对这些问题，仍然导入',
    installNow: '导入并立即启用',
    installLater: '导入，以后启用',
    refusal: {
      crs: '有文件的坐标不是经纬度，请回到“坐标系”为它选择坐标系。',
      role: '看不出有的文件是什么，请回到“识别与字段”为它选择图层。',
      notPlaced: '实景三维没有地理坐标，请回到“坐标系”说明它在哪里。',
      link: '直接引用原文件要求数据与场景文件夹在同一磁盘。',
      cancelled: '已取消，没有留下任何文件。',
    },
    refused: (sentence) => `不能导入：${sentence}`,
  },
  {
    clean: 'No topology problems.',
    problems: (count) => `${count} topology ${count === 1 ? 'problem' : 'problems'}`,
    topology: {
      openRing: 'Open ring',
      selfCrossing: 'Crosses itself',
      overlap: 'Overlap',
      gap: 'Gap',
      outsideParent: 'Outside its parent',
      orphan: 'No parent',
      duplicate: 'Code used twice',
      emptyLevel: 'Nothing below',
    },
    problem: ({ kind, level: at, code, other, areaM2 }) => {
      const who = `${level.en[at]} ${code}`;
      if (kind === 'overlap') return `${who} overlaps ${other} by ${m2(areaM2)}`;
      if (kind === 'gap') return `${who}: ${m2(areaM2)} covered by nothing below`;
      if (kind === 'outsideParent') return `${who}: ${m2(areaM2)} outside its parent ${other}`;
      if (kind === 'orphan') return `${who}: its parent is not in the data`;
      if (kind === 'duplicate') return `${who}: its code is used twice`;
      if (kind === 'emptyLevel') return `${who} has no area below it`;
      return kind === 'openRing' ? `${who}: its border is open` : `${who}: its border crosses itself`;
    },
    onMap: 'Click a problem and the map flies there.',
    dropped: 'Read and left out',
    droppedReason: {
      'not an area': 'not an area',
      'not a line': 'not a line',
      'not a point': 'not a point',
      'no code': 'no code',
      'no name': 'no name',
      'no highway tag': 'no highway tag',
      'not a kind of key place': 'not a kind of key place',
      'not a feature with a geometry': 'not a feature with a geometry',
      'too many vertices': 'too many vertices',
      'coordinates outside the earth': 'coordinates outside the earth',
      'node outside the extract': 'node outside the extract',
      relation: 'relation',
      'record cut off': 'record cut off',
      'no record in the table': 'no record in the table',
      'farther than 120 m from every grid': 'farther than 120 m from every grid',
      'relation with an open ring': 'relation with an open ring',
    },
    kept: (count) => `${count} read`,
    roads: 'Roads',
    roadFacts: ({ ways, components, largestShare, oneWayShare, unnamedShare }) =>
      `${ways} roads in ${components} ${components === 1 ? 'part' : 'parts'}, the largest with ${percent(largestShare)}; one-way ${percent(oneWayShare)}, unnamed ${percent(unnamedShare)}`,
    route: (from, routeM, straightM) =>
      routeM === null
        ? `${from}: no way (${km(straightM)} km straight)`
        : `${from}: ${km(routeM)} km (${km(straightM)} km straight)`,
    warnings: 'Mind',
    accept: 'I have looked at these problems; import all the same',
    installNow: 'Install and use now',
    installLater: 'Install, use later',
    refusal: {
      crs: "A file's coordinates are no degrees: go back to Coordinates and say what they are.",
      role: 'Nobody can tell what a file holds: go back to Recognised and say it.',
      notPlaced: 'The real scene has no place on earth: go back to Coordinates and say where it stands.',
      link: 'Referring to the originals needs the data on the same disk as the scenes.',
      cancelled: 'Cancelled; nothing was left behind.',
    },
    refused: (sentence) => `Not imported: ${sentence}`,
  },
);
