/** Which column of a list is which field of ours: guessed from headings in Chinese and English, or as the officer says. */
import { z } from 'zod';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { DEVICE_IMPORT_FIELDS, type DeviceImportField, type DeviceImportPreview } from '#shared/wire/deviceImport.ts';
import { LAT_COLUMN, LON_COLUMN } from './geojson.ts';

export type Mapping = DeviceImportPreview['mapping'];

/** Headings as they are met, the likeliest first; compared without case, spaces, marks and what stands in brackets. */
const HEADINGS: Readonly<Record<DeviceImportField, readonly string[]>> = {
  id: [
    '设备编号',
    '编号',
    '设备编码',
    '国标编码',
    '国标编号',
    '设备id',
    'deviceId',
    'id',
    'deviceCode',
    '编码',
    'code',
    'deviceNo',
  ],
  kind: ['设备类型', '类型', '设备类别', '类别', '种类', 'kind', 'deviceClass', 'deviceType', 'type', 'class'],
  name: [
    '设备名称',
    '名称',
    '点位名称',
    '点位',
    '安装位置',
    '安装地点',
    'name',
    'deviceName',
    'label',
    'title',
    '地址',
    'address',
  ],
  lon: [LON_COLUMN, '经度', 'lon', 'lng', 'longitude', 'long', 'x', '东经', '经纬度', '坐标', 'coordinates', 'lonlat'],
  lat: [LAT_COLUMN, '纬度', 'lat', 'latitude', 'y', '北纬', '经纬度', '坐标', 'coordinates', 'lonlat'],
  link: ['链路', '接入链路', '链路编号', '通道', 'link', 'linkId', 'line', 'channel'],
  account: ['账号', '帐号', '用户号', '报警账号', '用户编号', '主机账号', 'account', 'acct', 'accountNo', 'prom'],
  key: ['密钥', '加密密钥', 'aes密钥', 'key', 'aesKey', 'secret', 'encryptionKey'],
  keyEncoding: ['密钥编码', '密钥格式', 'keyEncoding', 'keyFormat'],
  requireEncryption: ['必须加密', '强制加密', '加密', '是否加密', 'requireEncryption', 'encrypted', 'encryption'],
  supervision: [
    '监管',
    '监管周期',
    '监管时间',
    '监管秒数',
    '监管等级',
    '心跳',
    '心跳周期',
    '心跳间隔',
    '巡检周期',
    'supervision',
    'supervisionSeconds',
    'supervisionClass',
    'heartbeat',
    'heartbeatSeconds',
  ],
  siren: ['警号', '警号编号', '联动警号', 'siren', 'sirenId'],
};

const plain = (heading: string) =>
  heading
    .replace(/[（(【[].*?[)）\]】]/g, '')
    .replace(/[\s_\-:：.*/]/g, '')
    .toLowerCase();

/** Fields that every new device needs from somewhere. */
export const NEEDED_FIELDS = ['id', 'kind', 'lon', 'lat'] as const;

/** A column serves one field, but for a position in one cell, which is both its degrees. */
export function guessMapping(columns: readonly string[]): Mapping {
  const byName = new Map(columns.map((column) => [plain(column), column]).reverse() as [string, string][]);
  const taken = new Set<string>();
  const mapping: Partial<Record<DeviceImportField, string | null>> = {};
  for (const field of DEVICE_IMPORT_FIELDS) {
    const found = HEADINGS[field].map((heading) => byName.get(plain(heading)));
    const column = found.find((name) => name !== undefined && (!taken.has(name) || name === mapping.lon));
    mapping[field] = column ?? null;
    if (column !== undefined) taken.add(column);
  }
  return mapping as Mapping;
}

const askedSchema = z.partialRecord(z.enum(DEVICE_IMPORT_FIELDS), z.string().max(1_000).nullable());

/** As asked, the rest as guessed. Refused with `badQuery` when it is no mapping, or names a column that is not there. */
export function mappingOf(columns: readonly string[], asked: string | undefined): Result<Mapping> {
  if (asked === undefined) return ok(guessMapping(columns));
  const parsed = askedSchema.safeParse(parseJson(asked));
  if (!parsed.success) return refuse('badQuery', 'mapping: not a JSON object of our fields to columns');
  const stray = Object.values(parsed.data).find((column) => column !== null && !columns.includes(column));
  if (stray) return refuse('badQuery', `mapping: there is no column ${stray}`);
  return ok({ ...guessMapping(columns), ...parsed.data } as Mapping);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
