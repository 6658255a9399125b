/**
 * One line of words for a decoded frame, from the plain JSON that every protocol describes its frames as (docs/integrator). Reads
 * only what is there: a field that is missing or of another shape leaves its part out.
 */
import { classify } from '../catalog/codes.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import { type Language, pick } from './language.ts';

/** Whatever of these a protocol says of its frame. */
interface Described {
  readonly account?: unknown;
  readonly terminal?: unknown;
  readonly callsign?: unknown;
  readonly uid?: unknown;
  readonly sentences?: unknown;
  readonly zh?: unknown;
  readonly en?: unknown;
  readonly code?: unknown;
  readonly qualifier?: unknown;
  readonly partition?: unknown;
  readonly zone?: unknown;
  readonly events?: unknown;
  readonly message?: unknown;
  readonly kind?: unknown;
  readonly token?: unknown;
  readonly alarm?: unknown;
  readonly fix?: unknown;
  readonly lat?: unknown;
  readonly lon?: unknown;
  readonly held?: unknown;
  readonly text?: unknown;
  readonly encrypted?: unknown;
}

const words = (zh: string, en: string): Bilingual => ({ zh, en });

const MESSAGES: Readonly<Record<string, Bilingual>> = {
  NULL: words('心跳', 'heartbeat'),
  heartbeat: words('心跳', 'heartbeat'),
  status: words('接警机状态', 'receiver status'),
  register: words('注册', 'registers'),
  authenticate: words('鉴权', 'authenticates'),
  logout: words('注销', 'logs out'),
  terminalReply: words('终端应答', 'terminal reply'),
  location: words('位置', 'position'),
  batch: words('批量位置', 'batch of positions'),
  part: words('分包', 'part of a message'),
  encrypted: words('加密内容', 'encrypted'),
  bits: words('轮询应答', 'poll answer'),
  written: words('写入确认', 'write confirmed'),
};

/** What terminals call for; other alarm names are shown as they are. */
const ALARMS: Readonly<Record<string, Bilingual>> = {
  sos: words('紧急求助', 'SOS'),
  overspeed: words('超速', 'overspeed'),
  fatigue: words('疲劳驾驶', 'tired driver'),
  gnssFault: words('定位模块故障', 'satellite receiver fault'),
  antennaOpen: words('天线未接', 'antenna open'),
  antennaShort: words('天线短路', 'antenna short'),
  supplyLow: words('电源欠压', 'supply low'),
  supplyLost: words('电源断开', 'supply lost'),
  stolen: words('车辆被盗', 'stolen'),
  illegalIgnition: words('非法点火', 'illegal ignition'),
  illegalDisplacement: words('非法位移', 'illegal displacement'),
  collision: words('碰撞', 'collision'),
  rollover: words('侧翻', 'rollover'),
  emergency: words('紧急求助', 'SOS'),
  cancel: words('设备取消', 'cancelled by the device'),
};

export function frameSummary(decoded: object, language: Language): string {
  const frame = decoded as Described;
  const say = (text: Bilingual) => pick(text, language);
  const event = eventOf(frame, language);
  const message = messageOf(frame);
  const parts = [
    whoOf(frame, language),
    event ?? (message && say(message)),
    ...alarmsOf(frame).map((name) => (ALARMS[name] ? say(ALARMS[name]) : name)),
    placeOf(frame),
    textOf(frame.text),
    buttonsOf(frame, language),
    frame.encrypted === true ? say(words('已加密', 'encrypted')) : null,
  ];
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ');
}

function whoOf(frame: Described, language: Language): string | null {
  const account = textOf(frame.account);
  if (account) return language === 'en' ? `Account ${account}` : `账号 ${account}`;
  const terminal = textOf(frame.terminal);
  if (terminal) return language === 'en' ? `Terminal ${terminal}` : `终端 ${terminal}`;
  return textOf(frame.callsign) ?? textOf(frame.uid) ?? sentencesOf(frame.sentences);
}

/** Its first event: named by the description, else by the catalog of codes. */
function eventOf(frame: Described, language: Language): string | null {
  const [first] = Array.isArray(frame.events) ? (frame.events as unknown[]) : [];
  const source = textOf(frame.zh) || textOf(frame.code) ? frame : isRecord(first) ? first : null;
  if (!source) return null;
  const code = textOf(source.code);
  const en = language === 'en';
  const named = textOf(en ? source.en : source.zh) ?? nameOfCode(source, language);
  if (!named && !code) return null;
  const [partition, zone] = [textOf(source.partition), textOf(source.zone)];
  const where = [
    partition && partition !== '00' ? (en ? `area ${partition}` : `分区 ${partition}`) : null,
    zone && zone !== '000' ? (en ? `zone ${zone}` : `防区 ${zone}`) : null,
  ].filter((part) => part !== null);
  const what = named ?? code;
  return [named && code ? `${what} (${code})` : what, ...where].join(' ');
}

function nameOfCode({ kind, code, qualifier }: Described, language: Language): string | null {
  if (typeof code !== 'string') return null;
  if (kind === 'sia') return pick(classify({ kind, code }), language);
  if (kind !== 'cid' || (qualifier !== 1 && qualifier !== 3 && qualifier !== 6)) return null;
  return pick(classify({ kind, code, qualifier }), language);
}

function messageOf(frame: Described): Bilingual | null {
  for (const name of [frame.message, frame.kind, frame.token]) {
    const known = typeof name === 'string' ? MESSAGES[name] : undefined;
    if (known) return known;
  }
  return null;
}

function alarmsOf(frame: Described): string[] {
  const alarms = frame.alarm;
  return Array.isArray(alarms) ? alarms.filter((name) => typeof name === 'string') : [];
}

/** Six decimals of a degree are a tenth of a metre. */
function placeOf(frame: Described): string | null {
  const fix = frame.fix;
  if (!isRecord(fix) || typeof fix.lat !== 'number' || typeof fix.lon !== 'number') return null;
  return `${fix.lat.toFixed(6)}, ${fix.lon.toFixed(6)}`;
}

function buttonsOf(frame: Described, language: Language): string | null {
  const held = frame.held;
  if (!Array.isArray(held) || held.length === 0) return null;
  return language === 'en' ? `pressed: ${held.join(', ')}` : `按下：${held.join('、')}`;
}

const isRecord = (value: unknown): value is Described =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

const sentencesOf = (value: unknown): string | null =>
  Array.isArray(value) && value.length > 0 ? value.join(', ') : null;
