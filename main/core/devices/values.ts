/** Cells of a list as values of ours. Each reader gives the value, or says in both languages what is wrong with the cell. */
import type { DeviceKind, DeviceRecord } from '#shared/domain/device.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { SUPERVISION_CLASSES } from '#shared/wire/deviceImport.ts';

export type Read<Value> = { readonly value: Value } | { readonly wrong: Bilingual };

const wrong = (zh: string, en: string): { wrong: Bilingual } => ({ wrong: { zh, en } });
const plain = (text: string) => text.replace(/[\s_-]/g, '').toLowerCase();

const KINDS: Readonly<Record<DeviceKind, readonly string[]>> = {
  alarmPole: [
    'alarmPole',
    'pole',
    '报警杆',
    '报警柱',
    '一键报警杆',
    '一键报警柱',
    '求助杆',
    '求助柱',
    '紧急求助柱',
    'sosPole',
    'helpPoint',
  ],
  oneKeyButton: [
    'oneKeyButton',
    'oneKeyAlarm',
    'button',
    'panicButton',
    '一键报警',
    '一键报警器',
    '报警按钮',
    '紧急按钮',
    '一键求助',
    '报警盒',
  ],
  camera: ['camera', 'ipc', '摄像机', '摄像头', '监控', '视频监控', '球机', '枪机'],
  gate: ['gate', 'door', '门禁', '道闸', '闸机', '门'],
  sensor: ['sensor', 'detector', '传感器', '探测器', '烟感', '感应器'],
  siren: ['siren', 'strobe', '警号', '声光报警器', '警灯', '声光警号'],
};
const KIND_OF = new Map(
  (Object.entries(KINDS) as [DeviceKind, readonly string[]][]).flatMap(([kind, words]) =>
    words.map((word) => [plain(word), kind] as const),
  ),
);

export function readKind(text: string): Read<DeviceKind> {
  const kind = KIND_OF.get(plain(text));
  if (kind) return { value: kind };
  return wrong(
    '不认识的设备类型；可用：报警杆、一键报警、摄像机、门禁、传感器、警号',
    'unknown kind; known: alarmPole, oneKeyButton, camera, gate, sensor, siren',
  );
}

/** A spreadsheet keeps fifteen digits of a number: a 20-digit id that became one is gone. */
export function readId(text: string): Read<string> {
  if (/^\d(?:\.\d+)?E\+?\d+$/i.test(text)) {
    return wrong(
      '编号被表格当作数字保存，末位已丢失：请将该列设为文本后重新填写',
      'the spreadsheet kept this id as a number and lost its last digits: make the column text and enter it again',
    );
  }
  if (text.length > 40) return wrong('编号最长 40 个字符', 'an id has at most 40 characters');
  return { value: text };
}

export function readName(text: string): Read<string> {
  return text.length <= 80 ? { value: text } : wrong('名称最长 80 个字符', 'a name has at most 80 characters');
}

export function readDegrees(text: string, limit: 90 | 180): Read<number> {
  const value = Number(text.replace(/[°度]$/, ''));
  if (text === '' || !Number.isFinite(value)) return wrong('不是以度为单位的小数', 'not a number of decimal degrees');
  if (Math.abs(value) <= limit) return { value };
  if (limit === 90 && Math.abs(value) <= 180) {
    return wrong(
      '纬度超过 90 度：经度和纬度可能写反了',
      'latitude beyond 90 degrees: longitude and latitude may be swapped',
    );
  }
  return wrong(`超过 ${limit} 度`, `beyond ${limit} degrees`);
}

export function readAccount(text: string): Read<string> {
  if (/^[0-9A-Za-z]{3,16}$/.test(text)) return { value: text };
  return wrong('账号应为 3 至 16 位字母或数字', 'an account is 3 to 16 letters or digits');
}

export function readReference(text: string): Read<string> {
  return text.length <= 40 ? { value: text } : wrong('最长 40 个字符', 'at most 40 characters');
}

const YES: ReadonlySet<string> = new Set(['是', '要', '需要', '启用', 'true', 'yes', 'y', '1']);
const NO: ReadonlySet<string> = new Set(['否', '不', '不要', '不需要', '无', '停用', 'false', 'no', 'n', '0']);

export function readFlag(text: string): Read<boolean> {
  if (YES.has(plain(text))) return { value: true };
  if (NO.has(plain(text))) return { value: false };
  return wrong('请填“是”或“否”', 'say yes or no');
}

const LONGEST_SUPERVISION_SECONDS = 7 * 86_400;
const FREE: ReadonlySet<string> = new Set(['无', '不监管', '免监管', 'free', 'none', 'no', '0']);

/** Seconds, minutes, or a class by its name; undefined: not supervised. */
export function readSupervision(text: string): Read<number | undefined> {
  const word = plain(text);
  if (FREE.has(word)) return { value: undefined };
  const ofClass = Object.entries(SUPERVISION_CLASSES).find(([name]) => name === word);
  if (ofClass) return { value: ofClass[1] };
  const [, digits, unit = 's'] =
    text
      .replace(/\s/g, '')
      .toLowerCase()
      .match(/^(\d+(?:\.0+)?)(秒|s|sec|seconds?|分|分钟|m|min|minutes?)?$/) ?? [];
  const seconds = Number(digits) * (/^(分|m)/.test(unit) ? 60 : 1);
  if (seconds >= 1 && seconds <= LONGEST_SUPERVISION_SECONDS) return { value: seconds };
  return wrong(
    '请填秒数（1 至 604800），或 class20、class90、class180，或“无”',
    'give seconds (1 to 604800), or class20, class90, class180, or none',
  );
}

const ENCODINGS: Readonly<Record<string, 'hex' | 'ascii'>> = {
  hex: 'hex',
  十六进制: 'hex',
  '16进制': 'hex',
  ascii: 'ascii',
  text: 'ascii',
  文本: 'ascii',
  字符: 'ascii',
};
const KEY_BYTES: readonly number[] = [16, 24, 32];

/** Where an encoding is not given it is taken from the length, unless both would fit: then it is asked for, never guessed. */
export function readKey(text: string, encodingText: string): Read<NonNullable<DeviceRecord['key']>> {
  const asked = encodingText === '' ? undefined : ENCODINGS[plain(encodingText)];
  if (encodingText !== '' && !asked) return wrong('密钥编码应为 hex 或 ascii', 'the key encoding is hex or ascii');
  const isHex = /^[0-9A-Fa-f]+$/.test(text) && KEY_BYTES.includes(text.length / 2);
  const isAscii = /^[\x20-\x7E]+$/.test(text) && KEY_BYTES.includes(text.length);
  if (!asked && isHex && isAscii) {
    return wrong(
      '32 位十六进制既可能是 16 字节也可能是 32 个字符：请加一列“密钥编码”（hex 或 ascii）',
      '32 hex digits can mean 16 bytes or 32 characters: add a column keyEncoding (hex or ascii)',
    );
  }
  const encoding = asked ?? (isHex ? 'hex' : 'ascii');
  if (encoding === 'hex' ? isHex : isAscii) return { value: { encoding, value: text } };
  return wrong('密钥应为 16、24 或 32 字节', 'a key is 16, 24 or 32 bytes');
}
