import type { VectorRole } from '../wire/pack.ts';
import type { SourceKind, SourceRole } from '../wire/scenes.ts';
import { bilingual } from './language.ts';

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

interface ScenesImportText {
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
}

/** What is taken in: files, their kinds and columns, their coordinates, and how the pack is called. */
export const scenesImportText = bilingual<ScenesImportText>(
  {
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
  },
  {
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
  },
);
