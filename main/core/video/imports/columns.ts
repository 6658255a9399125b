/** Which column of a list of cameras is which field, by headings as they are met in Chinese and English. */
import { LAT_COLUMN, LON_COLUMN } from '#main/core/devices/geojson.ts';
import {
  CHANNEL_IMPORT_FIELDS,
  type ChannelImportField,
  type ChannelImportPreview,
} from '#shared/wire/channelImport.ts';

const HEADINGS: Readonly<Record<ChannelImportField, readonly string[]>> = {
  id: [
    '国标编码',
    '国标编号',
    '通道编号',
    '通道编码',
    '设备编码',
    '设备编号',
    '编号',
    '编码',
    'channelId',
    'deviceId',
    'gbId',
    'id',
    'code',
  ],
  name: [
    '通道名称',
    '设备名称',
    '点位名称',
    '名称',
    '点位',
    '安装位置',
    '安装地点',
    'channelName',
    'name',
    'title',
    'label',
  ],
  lon: [LON_COLUMN, '经度', 'lon', 'lng', 'longitude', 'x'],
  lat: [LAT_COLUMN, '纬度', 'lat', 'latitude', 'y'],
  heading: ['朝向', '方位角', '朝向角', '监控方位', '方向', 'heading', 'azimuth', 'bearing', 'direction'],
  fov: ['视场角', '水平视场角', '视角', 'fov', 'fieldOfView', 'hfov'],
  rangeM: ['可视距离', '监控距离', '有效距离', '覆盖半径', 'rangeM', 'range', 'distance'],
  heightM: ['安装高度', '杆高', '高度', 'heightM', 'height', 'mountHeight'],
  hasPtz: ['云台', '是否云台', '球机', '可控', 'hasPtz', 'ptz'],
  owner: ['产权单位', '所属单位', '业主', '建设单位', '权属', 'owner'],
  isPrivate: ['社会资源', '社会自建', '自建', '是否自建', '是否社会资源', 'isPrivate', 'private'],
  user: ['用户名', '登录名', '账号', 'user', 'username', 'login'],
  password: ['密码', '口令', 'password', 'pass', 'pwd'],
  url: [
    '主码流',
    '主码流地址',
    '视频地址',
    '取流地址',
    '播放地址',
    '流地址',
    'rtsp',
    'url',
    'mainUrl',
    'streamUrl',
    'main',
    'source',
  ],
  subUrl: ['子码流', '子码流地址', '辅码流', 'subUrl', 'sub', 'substream'],
};

const plain = (heading: string) =>
  heading
    .replace(/[（(【[].*?[)）\]】]/g, '')
    .replace(/[\s_\-:：.*/]/g, '')
    .toLowerCase();

/** A column serves one field. */
export function columnsOf(columns: readonly string[]): ChannelImportPreview['mapping'] {
  const byName = new Map(columns.map((column) => [plain(column), column] as const).reverse());
  const taken = new Set<string>();
  const mapping: Partial<Record<ChannelImportField, string | null>> = {};
  for (const field of CHANNEL_IMPORT_FIELDS) {
    const found = HEADINGS[field].map((heading) => byName.get(plain(heading)));
    const column = found.find((name) => name !== undefined && !taken.has(name)) ?? null;
    mapping[field] = column;
    if (column !== null) taken.add(column);
  }
  return mapping as ChannelImportPreview['mapping'];
}
