import type { DeviceImportField, DeviceImportPreview, DeviceImportRow } from '../wire/deviceImport.ts';
import { bilingual } from './language.ts';

interface DeviceImportText {
  choose: string;
  drop: string;
  formats: string;
  reading(name: string): string;
  another: string;
  counts: Record<DeviceImportRow['state'], string>;
  mapping: string;
  notTaken: string;
  field: Record<DeviceImportField, string>;
  datum: string;
  datums: Record<DeviceImportPreview['datum'], string>;
  column: Record<'row' | 'state' | 'device' | 'field' | 'value' | 'what', string>;
  whole: string;
  changes(fields: string): string;
  more(count: number): string;
  noRows: string;
  confirm(count: number): string;
  nothing: string;
  done(count: number): string;
  doneBad(bad: number): string;
  expired: string;
  toList: string;
  saveBad(count: number): string;
  badFileName: string;
  tooLarge(megabytes: number): string;
  unreachable: string;
  refused(why: string): string;
}

/** Lists of devices from files. */
export const deviceImportText = bilingual<DeviceImportText>(
  {
    choose: '选择文件',
    drop: '把设备表拖到这里，或选择文件',
    formats: 'CSV、Excel（.xlsx）或 GeoJSON，最多 50,000 行、16 MB。先预览，确认后才导入。',
    reading: (name) => `正在读取 ${name}……`,
    another: '换一个文件',
    counts: { new: '新增', changed: '变更', same: '相同', bad: '有误' },
    mapping: '列的对应',
    notTaken: '不取',
    field: {
      id: '编号',
      kind: '种类',
      name: '名称',
      lon: '经度',
      lat: '纬度',
      link: '链路',
      account: '账号',
      key: '密钥',
      keyEncoding: '密钥编码',
      requireEncryption: '必须加密',
      supervision: '监督周期',
      siren: '联动警号',
    },
    datum: '坐标系',
    datums: { wgs84: 'WGS-84（GPS、CGCS2000）', gcj02: 'GCJ-02（高德、腾讯）', bd09: 'BD-09（百度）' },
    column: { row: '行', state: '结果', device: '设备', field: '字段', value: '内容', what: '说明' },
    whole: '整行',
    changes: (fields) => `将变更：${fields}`,
    more: (count) => `另有 ${count} 行未列出，同样会处理`,
    noRows: '文件里没有设备',
    confirm: (count) => `导入 ${count} 台`,
    nothing: '没有可导入的行',
    done: (count) => `已导入 ${count} 台设备`,
    doneBad: (bad) => `${bad} 行有误，未导入；改好后再导入一次即可，已导入的不会重复。`,
    expired: '预览已过期，请重新选择文件',
    toList: '查看清单',
    saveBad: (count) => `保存有误的 ${count} 行`,
    badFileName: '有误的行',
    tooLarge: (megabytes) => `文件超过 ${megabytes} MB，请分成几个`,
    unreachable: '没有联系上核心，文件未读取；请稍后再试',
    refused: (why) => `未能读取：${why}`,
  },
  {
    choose: 'Choose a file',
    drop: 'Drop a list of devices here, or choose a file',
    formats:
      'CSV, Excel (.xlsx) or GeoJSON, up to 50,000 rows and 16 MB. A preview first; nothing changes until you confirm.',
    reading: (name) => `Reading ${name}…`,
    another: 'Another file',
    counts: { new: 'New', changed: 'Changed', same: 'Same', bad: 'Bad' },
    mapping: 'Columns',
    notTaken: 'Not taken',
    field: {
      id: 'Id',
      kind: 'Kind',
      name: 'Name',
      lon: 'Longitude',
      lat: 'Latitude',
      link: 'Link',
      account: 'Account',
      key: 'Key',
      keyEncoding: 'Key encoding',
      requireEncryption: 'Must encrypt',
      supervision: 'Supervision',
      siren: 'Siren',
    },
    datum: 'Coordinates',
    datums: { wgs84: 'WGS-84 (GPS, CGCS2000)', gcj02: 'GCJ-02 (Amap, Tencent)', bd09: 'BD-09 (Baidu)' },
    column: { row: 'Row', state: 'Result', device: 'Device', field: 'Field', value: 'Value', what: 'Remark' },
    whole: 'Whole row',
    changes: (fields) => `Will change: ${fields}`,
    more: (count) => `${count} more rows are not listed and are handled alike`,
    noRows: 'There are no devices in this file',
    confirm: (count) => (count === 1 ? 'Import 1 device' : `Import ${count} devices`),
    nothing: 'No row can be imported',
    done: (count) => (count === 1 ? '1 device imported' : `${count} devices imported`),
    doneBad: (bad) =>
      `${bad === 1 ? '1 bad row was' : `${bad} bad rows were`} left out. Correct and import again: what is in already is not doubled.`,
    expired: 'The preview has expired; choose the file again',
    toList: 'Show the list',
    saveBad: (count) => (count === 1 ? 'Save the bad row' : `Save the ${count} bad rows`),
    badFileName: 'bad rows',
    tooLarge: (megabytes) => `The file is larger than ${megabytes} MB; split it`,
    unreachable: 'The core could not be reached; the file was not read. Try again',
    refused: (why) => `Not read: ${why}`,
  },
);
