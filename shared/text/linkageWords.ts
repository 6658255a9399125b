/** The words of linkage that stand alone, on every screen and in every record. */
import { INCIDENT_KIND_CATALOG } from '../catalog/incidentKinds.ts';
import type { AnswerVia, LinkState } from '../domain/linkage.ts';
import type { LinkReason } from '../domain/linkageRule.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import { type Language, pick } from './language.ts';

const STATES: Readonly<Record<LinkState, Bilingual>> = {
  told: { zh: '已通知', en: 'Told' },
  delivered: { zh: '已送达', en: 'Delivered' },
  seen: { zh: '已查看', en: 'Seen' },
  acknowledged: { zh: '已应答', en: 'Acknowledged' },
  onTheWay: { zh: '已出发', en: 'On the way' },
  onScene: { zh: '已到场', en: 'On scene' },
  done: { zh: '已办结', en: 'Done' },
  refused: { zh: '不能到场', en: 'Refused' },
};

export const linkState = (state: LinkState, language: Language): string => pick(STATES[state], language);

/** Why a group was proposed, or that nobody proposed it. */
export function linkReason(reason: LinkReason, language: Language): string {
  const isEnglish = language === 'en';
  switch (reason.code) {
    case 'procedure': {
      const kind = pick(INCIDENT_KIND_CATALOG[reason.kind], language);
      return isEnglish ? `procedure for ${kind.toLowerCase()}` : `${kind}处置步骤`;
    }
    case 'routine':
      return isEnglish ? 'told of every emergency' : '紧急与治安事件例行通报';
    case 'area':
      return isEnglish ? `serves ${reason.area}` : `辖区 ${reason.area}`;
    case 'everywhere':
      return isEnglish ? 'serves the whole station' : '服务全站';
    case 'officer':
      return isEnglish ? 'chosen by the officer' : '值班员选定';
  }
}

const VIAS: Readonly<Record<AnswerVia, Bilingual>> = {
  seat: { zh: '本单位席位', en: 'own seat' },
  phone: { zh: '手机', en: 'phone page' },
  webhook: { zh: '对接平台', en: 'own system' },
  desk: { zh: '值班员代报', en: 'entered at the desk' },
};

/** In brackets, after what was said. */
export function answeredBy(via: AnswerVia | null, saidBy: string | null, language: Language): string {
  if (via === null) return '';
  const way = pick(VIAS[via], language);
  if (language === 'en') return ` (${saidBy ? `${saidBy}, ` : ''}${way})`;
  return `（${saidBy ? `${saidBy}，` : ''}${way}）`;
}
