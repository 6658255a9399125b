/** Skills the desk understands by name. A site may give its units others: they are kept, and count for nothing here. */
export const SKILL_NAMES: Readonly<Record<string, { zh: string; en: string }>> = {
  mediation: { zh: '调解', en: 'mediation' },
  firstAid: { zh: '急救', en: 'first aid' },
  medical: { zh: '医疗', en: 'medical' },
  fire: { zh: '灭火', en: 'fire fighting' },
  rescue: { zh: '救援', en: 'rescue' },
  hazmat: { zh: '危化处置', en: 'hazardous materials' },
  publicOrder: { zh: '治安处置', en: 'public order' },
  armed: { zh: '武装处突', en: 'armed response' },
  inspection: { zh: '隐患排查', en: 'inspection' },
  traffic: { zh: '交通疏导', en: 'traffic' },
  access: { zh: '门禁值守', en: 'access control' },
  service: { zh: '便民服务', en: 'public service' },
};
