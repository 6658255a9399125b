import type { VectorRole } from '../wire/pack.ts';
import type { RoadReport, TopologyKind, TopologyProblem } from '../wire/sceneReport.ts';
import type { SceneJob, SceneStep, SourceKind, SourceRole } from '../wire/scenes.ts';
import { bilingual } from './language.ts';

/** Steps of the wizard, in their order. */
export const WIZARD_STEPS = ['choose', 'fields', 'crs', 'check', 'done'] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

/** Fields of ours a column can be taken as. */
export const MAPPED_FIELDS = [
  'code',
  'name',
  'parentCode',
  'gridType',
  'gridLeader',
  'households',
  'population',
  'buildings',
  'placeClass',
  'address',
  'highway',
  'oneway',
  'height',
  'floors',
] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

interface ScenesText {
  title: string;
  tabs: Record<'list' | 'import' | 'calibrate', string>;
  /** In a browser there is no shell to do it. */
  onlyHere: string;
  steps: Record<WizardStep, string>;
  back: string;
  next: string;
  cancel: string;
  startOver: string;
  // List
  base: string;
  inUse: string;
  demo: string;
  version(id: string, version: string): string;
  importedAt(date: string): string;
  use: string;
  look: string;
  verify: string;
  revert: string;
  noVersions: string;
  switched(gapMs: number): string;
  switchHint: string;
  job: Record<SceneJob['kind'] | 'switch', string>;
  phase: Record<SceneStep['phase'], string>;
  layersTitle: string;
  layerState: Record<'usable' | 'degraded' | 'unusable', string>;
  layerCount(count: number): string;
  verified: string;
  changed(count: number): string;
  showProblems(count: number): string;
  noReport: string;
  // Choose
  chooseTitle: string;
  chooseHint: string;
  chooseFiles: string;
  chooseFolder: string;
  formats: string;
  found(count: number): string;
  nothingFound: string;
  skipped(count: number): string;
  kind: Record<SourceKind, string>;
  role: Record<SourceRole, string>;
  roleUnknown: string;
  roleBySelf: string;
  count(count: number): string;
  take: string;
  columns: string;
  column: string;
  sample: string;
  field: string;
  fields: Record<MappedField, string>;
  none: string;
  // Coordinates
  crs: string;
  crsAsFile(stated: string): string;
  crsAssumed: string;
  crsChoose: string;
  crsNames: Record<'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09', string>;
  crsZone(code: number, meridian: number): string;
  crsCustom: string;
  crsCustomHint: string;
  shifted(from: string, offsetM: number, datum: string): string;
  convertFrom(datum: string): string;
  at: string;
  atHint: string;
  atPick: string;
  atPoint(lon: string, lat: string): string;
  // Naming
  packTitle: string;
  packId: string;
  packIdHint: string;
  district: string;
  attribution: string;
  classification: string;
  serials: string;
  linked: string;
  linkedHint: string;
  start: string;
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
  // Done
  installed(id: string, version: string): string;
  switchNow: string;
  toList: string;
  // Refusals the wizard can say better than the importer
  refusal: Readonly<Record<string, string>>;
  refused(sentence: string): string;
  // Calibration
  calibrateHint: string;
  calibratePick: string;
  calibrateFound(layerId: string, surface: string, ground: string, by: string): string;
  calibrateMissed: string;
  calibrateGround: string;
  calibrateMake: string;
  calibrated(version: string, heightOffset: string): string;
}

const level = {
  zh: { district: '区县', town: '镇街', village: '社区', grid: '网格' },
  en: { district: 'District', town: 'Town', village: 'Community', grid: 'Grid' },
} as const;
const m2 = (areaM2: number | undefined) => `${Math.round(areaM2 ?? 0)} m²`;
const km = (metres: number) => (metres / 1000).toFixed(1);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

export const scenesText = bilingual<ScenesText>(
  {
    title: '场景',
    tabs: { list: '场景版本', import: '导入', calibrate: '高程校准' },
    onlyHere: '场景包只能在运行核心的这台电脑上管理，浏览器席位不能更改。',
    steps: { choose: '选择数据', fields: '识别与字段', crs: '坐标系', check: '检查', done: '完成' },
    back: '上一步',
    next: '下一步',
    cancel: '取消',
    startOver: '重新开始',
    base: '站点配置的场景',
    inUse: '使用中',
    demo: '演示数据',
    version: (id, version) => `${id} · 第 ${Number(version)} 版`,
    importedAt: (date) => `导入于 ${date}`,
    use: '启用',
    look: '查看',
    verify: '核对文件',
    revert: '恢复上一个场景',
    noVersions: '还没有导入过场景。',
    switched: (gapMs) => `已切换，核心中断 ${(gapMs / 1000).toFixed(1)} 秒；其间未应答的报警由设备重发。`,
    switchHint: '启用时核心重新启动，约需几秒，正在应答的报警先处理完。',
    job: {
      look: '正在识别',
      import: '正在导入',
      inspect: '正在检查',
      calibrate: '正在生成校准版本',
      switch: '正在切换场景',
    },
    phase: { read: '读取', check: '拓扑与道路检查', write: '写入', verify: '回读核对' },
    layersTitle: '图层',
    layerState: { usable: '可用', degraded: '降级', unusable: '不可用' },
    layerCount: (count) => `${count} 项`,
    verified: '全部文件与导入时一致。',
    changed: (count) => `${count} 个文件与导入时不一致：`,
    showProblems: (count) => `在地图上显示 ${count} 处问题`,
    noReport: '这个场景没有导入报告。',
    chooseTitle: '选择要导入的数据',
    chooseHint: '可以一次选多个文件，或选一个文件夹；按内容识别，不看文件名。',
    chooseFiles: '选择文件…',
    chooseFolder: '选择文件夹…',
    formats:
      '网格与重点部位：GeoJSON、SHP（可为 ZIP，GBK 可读）；道路：OSM（.osm .osm.gz .osm.pbf）或 GeoJSON；实景三维：3D Tiles 文件夹或 .3tz；影像：MBTiles、PMTiles；地形：高程 MBTiles、quantized-mesh 文件夹',
    found: (count) => `识别出 ${count} 项数据`,
    nothingFound: '没有可以导入的数据。',
    skipped: (count) => `${count} 项未导入`,
    kind: {
      geojson: 'GeoJSON',
      shp: 'SHP',
      zippedShp: 'SHP（ZIP）',
      osmXml: 'OSM',
      osmXmlGz: 'OSM（gz）',
      osmPbf: 'OSM PBF',
      tilesFolder: '3D Tiles 文件夹',
      tilesArchive: '3D Tiles（3tz）',
      mbtiles: 'MBTiles',
      pmtiles: 'PMTiles',
      pictureFolder: '瓦片文件夹',
      meshFolder: '地形文件夹',
    },
    role: {
      districts: '区县界',
      towns: '镇街界',
      villages: '社区界',
      grids: '网格',
      roads: '道路',
      railways: '铁路',
      places: '重点部位',
      cameras: '摄像机',
      devices: '设备',
      units: '力量',
      buildings: '建筑',
      water: '水系',
      landuse: '用地',
      ground: '地面',
      terrain: '地形（高程）',
    },
    roleUnknown: '请选择这是什么',
    roleBySelf: '按内容',
    count: (count) => `${count} 项`,
    take: '导入',
    columns: '字段映射',
    column: '源列',
    sample: '例',
    field: '对应',
    fields: {
      code: '编码',
      name: '名称',
      parentCode: '上级编码',
      gridType: '网格类型',
      gridLeader: '网格长',
      households: '户数',
      population: '人口',
      buildings: '楼栋数',
      placeClass: '部位类别',
      address: '地址',
      highway: '道路等级',
      oneway: '单行',
      height: '高度（米）',
      floors: '层数',
    },
    none: '不用',
    crs: '坐标系',
    crsAsFile: (stated) => `按文件所述（${stated}）`,
    crsAssumed: '未说明，按 WGS-84',
    crsChoose: '不是经纬度，请选择坐标系',
    crsNames: {
      wgs84: 'WGS-84 经纬度',
      cgcs2000: 'CGCS2000 经纬度（EPSG:4490）',
      gcj02: 'GCJ-02（高德、腾讯）',
      bd09: 'BD-09（百度）',
    },
    crsZone: (code, meridian) => `EPSG:${code} · CGCS2000 三度带 ${meridian}°E`,
    crsCustom: '自定义 proj4…',
    crsCustomHint: '城市独立坐标系的参数由测绘部门提供，如 +proj=tmerc +lon_0=118.5 …',
    shifted: (from, offsetM, datum) => `${from} 与道路相比偏移约 ${offsetM} 米，像是 ${datum}。`,
    convertFrom: (datum) => `按 ${datum} 转换`,
    at: '模型位置',
    atHint: '实景三维没有地理坐标，请说明它在哪里。',
    atPick: '在地图上点选',
    atPoint: (lon, lat) => `东经 ${lon}，北纬 ${lat}`,
    packTitle: '场景名称',
    packId: '场景编号',
    packIdHint: '小写字母、数字和连字符；同一编号的再次导入是它的新版本',
    district: '区划代码（6 位）',
    attribution: '数据来源',
    classification: '密级',
    serials: '给没有编码的网格编号（自北向南、自西向东）',
    linked: '大文件不复制，直接引用原文件',
    linkedHint: '仅限同一磁盘；原文件被改动时场景会报告',
    start: '开始导入',
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
    installed: (id, version) => `已导入 ${id} 第 ${Number(version)} 版`,
    switchNow: '立即启用',
    toList: '查看场景版本',
    refusal: {
      crs: '有文件的坐标不是经纬度，请回到“坐标系”为它选择坐标系。',
      role: '看不出有的文件是什么，请回到“识别与字段”为它选择图层。',
      notPlaced: '实景三维没有地理坐标，请回到“坐标系”说明它在哪里。',
      link: '直接引用原文件要求数据与场景文件夹在同一磁盘。',
      cancelled: '已取消，没有留下任何文件。',
    },
    refused: (sentence) => `不能导入：${sentence}`,
    calibrateHint:
      '实景三维的高程基准常与地面不同。在模型的道路上点一处，系统按那里模型表面与地面的高差把模型抬高或降低，生成这个场景的新版本；原版本不变，可随时恢复。',
    calibratePick: '在模型的道路上点一处',
    calibrateFound: (layerId, surface, ground, by) =>
      `${layerId}：模型 ${surface} 米，地面 ${ground} 米，模型应移动 ${by} 米`,
    calibrateMissed: '这里没有点到实景三维模型，请再点一次。',
    calibrateGround: '地面高程（米，椭球高）',
    calibrateMake: '生成校准版本',
    calibrated: (version, heightOffset) => `已生成第 ${Number(version)} 版，模型高程偏移 ${heightOffset} 米。`,
  },
  {
    title: 'Scenes',
    tabs: { list: 'Versions', import: 'Import', calibrate: 'Heights' },
    onlyHere: 'Scene packs are kept on the computer that runs the core; a seat in a browser cannot change them.',
    steps: { choose: 'Data', fields: 'Recognised', crs: 'Coordinates', check: 'Checks', done: 'Done' },
    back: 'Back',
    next: 'Next',
    cancel: 'Cancel',
    startOver: 'Start over',
    base: "Scene of the station's configuration",
    inUse: 'In use',
    demo: 'Demo data',
    version: (id, version) => `${id} · version ${Number(version)}`,
    importedAt: (date) => `imported ${date}`,
    use: 'Use',
    look: 'Look',
    verify: 'Verify files',
    revert: 'Back to the former scene',
    noVersions: 'No scene has been imported yet.',
    switched: (gapMs) =>
      `Switched; no core for ${(gapMs / 1000).toFixed(1)} s. Devices repeat alarms that were not answered in it.`,
    switchHint:
      'Using another scene restarts the core, which takes a few seconds; alarms being answered are finished first.',
    job: {
      look: 'Looking at the data',
      import: 'Importing',
      inspect: 'Checking',
      calibrate: 'Making the calibrated version',
      switch: 'Switching the scene',
    },
    phase: { read: 'reading', check: 'topology and roads', write: 'writing', verify: 'reading back' },
    layersTitle: 'Layers',
    layerState: { usable: 'usable', degraded: 'degraded', unusable: 'unusable' },
    layerCount: (count) => `${count}`,
    verified: 'Every file is as it was imported.',
    changed: (count) => `${count} ${count === 1 ? 'file is' : 'files are'} not as imported:`,
    showProblems: (count) => `Show ${count} ${count === 1 ? 'problem' : 'problems'} on the map`,
    noReport: 'This scene has no import report.',
    chooseTitle: 'Choose the data to import',
    chooseHint: 'Several files at once, or a folder. They are known by their content, not by their names.',
    chooseFiles: 'Choose files…',
    chooseFolder: 'Choose a folder…',
    formats:
      'Grids and places: GeoJSON, SHP (also zipped, GBK text). Roads: OSM (.osm .osm.gz .osm.pbf) or GeoJSON. Real scene: 3D Tiles folder or .3tz. Imagery: MBTiles, PMTiles. Terrain: height MBTiles, quantized-mesh folder',
    found: (count) => `${count} ${count === 1 ? 'source' : 'sources'} recognised`,
    nothingFound: 'There is nothing here that can be imported.',
    skipped: (count) => `${count} not taken`,
    kind: {
      geojson: 'GeoJSON',
      shp: 'SHP',
      zippedShp: 'SHP (ZIP)',
      osmXml: 'OSM',
      osmXmlGz: 'OSM (gz)',
      osmPbf: 'OSM PBF',
      tilesFolder: '3D Tiles folder',
      tilesArchive: '3D Tiles (3tz)',
      mbtiles: 'MBTiles',
      pmtiles: 'PMTiles',
      pictureFolder: 'tile folder',
      meshFolder: 'terrain folder',
    },
    role: {
      districts: 'Districts',
      towns: 'Towns',
      villages: 'Communities',
      grids: 'Grids',
      roads: 'Roads',
      railways: 'Railways',
      places: 'Key places',
      cameras: 'Cameras',
      devices: 'Devices',
      units: 'Units',
      buildings: 'Buildings',
      water: 'Water',
      landuse: 'Land use',
      ground: 'Ground',
      terrain: 'Terrain (heights)',
    },
    roleUnknown: 'Say what this is',
    roleBySelf: 'By content',
    count: (count) => `${count}`,
    take: 'Import',
    columns: 'Columns',
    column: 'Column',
    sample: 'Example',
    field: 'Taken as',
    fields: {
      code: 'Code',
      name: 'Name',
      parentCode: 'Parent code',
      gridType: 'Grid type',
      gridLeader: 'Grid leader',
      households: 'Households',
      population: 'Population',
      buildings: 'Buildings',
      placeClass: 'Kind of place',
      address: 'Address',
      highway: 'Road class',
      oneway: 'One-way',
      height: 'Height (m)',
      floors: 'Floors',
    },
    none: 'Unused',
    crs: 'Coordinate system',
    crsAsFile: (stated) => `As the file says (${stated})`,
    crsAssumed: 'Not stated: taken as WGS-84',
    crsChoose: 'These are no degrees: choose',
    crsNames: {
      wgs84: 'WGS-84 degrees',
      cgcs2000: 'CGCS2000 degrees (EPSG:4490)',
      gcj02: 'GCJ-02 (AMap, Tencent)',
      bd09: 'BD-09 (Baidu)',
    },
    crsZone: (code, meridian) => `EPSG:${code} · CGCS2000 3° zone ${meridian}°E`,
    crsCustom: 'Own proj4…',
    crsCustomHint: "The survey office has the parameters of a city's own grid, such as +proj=tmerc +lon_0=118.5 …",
    shifted: (from, offsetM, datum) =>
      `${from} is shifted against the roads by about ${offsetM} m: it looks like ${datum}.`,
    convertFrom: (datum) => `Convert from ${datum}`,
    at: 'Place of the model',
    atHint: 'The real scene has no place on earth: say where it stands.',
    atPick: 'Point at it on the map',
    atPoint: (lon, lat) => `${lon}° E, ${lat}° N`,
    packTitle: 'Name of the scene',
    packId: 'Scene id',
    packIdHint: 'Lower-case letters, digits and hyphens; another import of the same id is its next version',
    district: 'Division code (6 digits)',
    attribution: 'Source of the data',
    classification: 'Classification',
    serials: 'Number grids without a code (north to south, west to east)',
    linked: 'Refer to large files instead of copying them',
    linkedHint: 'Same disk only; a change of the original is reported',
    start: 'Start the import',
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
    installed: (id, version) => `Installed ${id} version ${Number(version)}`,
    switchNow: 'Use it now',
    toList: 'See all versions',
    refusal: {
      crs: "A file's coordinates are no degrees: go back to Coordinates and say what they are.",
      role: 'Nobody can tell what a file holds: go back to Recognised and say it.',
      notPlaced: 'The real scene has no place on earth: go back to Coordinates and say where it stands.',
      link: 'Referring to the originals needs the data on the same disk as the scenes.',
      cancelled: 'Cancelled; nothing was left behind.',
    },
    refused: (sentence) => `Not imported: ${sentence}`,
    calibrateHint:
      'Models often come with another height datum than the ground. Point at a road in the model: it is raised or lowered by the difference there, as a new version of this scene. The present version stays, and can be gone back to.',
    calibratePick: 'Point at a road in the model',
    calibrateFound: (layerId, surface, ground, by) =>
      `${layerId}: model ${surface} m, ground ${ground} m; the model has to move by ${by} m`,
    calibrateMissed: 'The real-scene model was not hit there: point again.',
    calibrateGround: 'Height of the ground (m over the ellipsoid)',
    calibrateMake: 'Make the calibrated version',
    calibrated: (version, heightOffset) => `Version ${Number(version)} is made, the model offset is ${heightOffset} m.`,
  },
);

/** Roles a person may give to a file of features. */
export const FEATURE_ROLES = [
  'grids',
  'villages',
  'towns',
  'districts',
  'places',
  'roads',
  'railways',
  'buildings',
  'water',
  'landuse',
  'ground',
] as const satisfies readonly VectorRole[];
