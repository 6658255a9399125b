import { isSystemName, SYSTEM_PREFIX } from '../domain/event.ts';
import { SYSTEM_REASONS, type SystemReason } from '../domain/systemReasons.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import { type Language, pick } from './language.ts';

/** The station's own parts, by the id of their actor (`system:<id>` in the folded state). */
const PARTS: Readonly<Record<string, Bilingual>> = {
  core: { zh: '核心', en: 'Core' },
  links: { zh: '设备链路', en: 'Device links' },
  rule: { zh: '自动通知', en: 'Automatic notice' },
  clock: { zh: '时限', en: 'Clock' },
  seats: { zh: '席位', en: 'Seats' },
  wechat: { zh: '微信公众号', en: 'WeChat account' },
  publicForm: { zh: '扫码上报', en: 'Public form' },
  outbox: { zh: '回复队列', en: 'Reply queue' },
  notices: { zh: '外发通知', en: 'Notices' },
  calls: { zh: '视频通话', en: 'Video calls' },
  webhooks: { zh: '对接平台', en: 'Partner systems' },
  drill: { zh: '演练脚本', en: 'Drill script' },
};

/** Seats the product makes by itself. Like every operator's name theirs is kept in the journal, in Chinese. */
const OWN_SEATS: Readonly<Record<string, string>> = {
  本机席位: 'Local seat',
  演练终端: 'Drill terminal',
  演练导调: 'Drill director',
  本机导调: 'Local director',
  管理员: 'Administrator',
  实战台: 'Live desk',
  本机大屏: 'Local wall',
};

/** Those of the drill room are numbered (main/shell/drillRoom/roomCore.ts). */
const DRILL_SEAT = /^演练席位 (\d+)$/;

const REASONS: Readonly<Record<SystemReason, Bilingual>> = {
  [SYSTEM_REASONS.silence]: { zh: '30 秒未应答', en: 'no answer within 30 s' },
  [SYSTEM_REASONS.incidentClosed]: { zh: '事件结案', en: 'the incident was closed' },
  [SYSTEM_REASONS.noUnits]: { zh: '没有空闲、在线且适合的力量', en: 'no suitable unit is free and online' },
  [SYSTEM_REASONS.becameIncident]: { zh: '转为事件', en: 'made into an incident' },
  [SYSTEM_REASONS.patrolNotTaken]: { zh: '无人接受自动巡逻', en: 'nobody took the automatic patrol' },
  [SYSTEM_REASONS.seatLost]: { zh: '席位已断开', en: 'the seat is gone' },
};

/** Whoever did something, as `nameOfActor` (domain/event.ts) wrote it; names given by people stay as they are. */
export function actorName(by: string, language: Language): string {
  if (isSystemName(by)) {
    const part = PARTS[by.slice(SYSTEM_PREFIX.length)];
    return part ? pick(part, language) : by;
  }
  return language === 'en' ? (OWN_SEATS[by] ?? by.replace(DRILL_SEAT, 'Drill seat $1')) : by;
}

/** A reason in the reader's language when the station gave it, in the words of whoever gave it otherwise. */
export function reasonWords(reason: string, language: Language): string {
  const known: Readonly<Record<string, Bilingual>> = REASONS;
  return known[reason] ? pick(known[reason], language) : reason;
}
