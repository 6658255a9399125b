/** Who can be sent. The list is data of the field; a site's own names for them are in its unit records. */
export const UNIT_KINDS = [
  'gridWorker',
  'patrol',
  'police',
  'auxPolice',
  'security',
  'volunteer',
  'minUnit',
  'fire',
  'medical',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const UNIT_KIND_NAMES: Readonly<Record<UnitKind, { zh: string; en: string; short: string }>> = {
  gridWorker: { zh: '网格员', en: 'Grid worker', short: '网' },
  patrol: { zh: '巡防队', en: 'Patrol team', short: '巡' },
  police: { zh: '民警', en: 'Police', short: '警' },
  auxPolice: { zh: '辅警', en: 'Auxiliary police', short: '辅' },
  security: { zh: '保安', en: 'Security guard', short: '保' },
  volunteer: { zh: '志愿者', en: 'Volunteer', short: '志' },
  minUnit: { zh: '最小应急单元', en: 'Smallest emergency unit', short: '应' },
  fire: { zh: '消防', en: 'Fire brigade', short: '消' },
  medical: { zh: '医疗急救', en: 'Medical', short: '医' },
};
