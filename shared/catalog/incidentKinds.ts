import type { ProfileId } from './profiles.ts';
import { type SopStep, SOP_STEPS as STEP } from './sopSteps.ts';
import type { UnitKind } from './unitKinds.ts';

/** Incident levels I–IV: 特别重大, 重大, 较大, 一般 (GEODATA §3.5). 1 is the gravest. */
export type IncidentLevel = 1 | 2 | 3 | 4;
export const INCIDENT_LEVELS = [1, 2, 3, 4] as const satisfies readonly IncidentLevel[];

export const INCIDENT_KINDS = [
  'holdUp',
  'fire',
  'medical',
  'intrusion',
  'tamper',
  'deviceTrouble',
  'publicOrder',
  'fight',
  'missingPerson',
  'crisis',
  'gas',
  'waterMain',
  'flood',
  'traffic',
  'dispute',
  'safetyHazard',
  'cityManagement',
  'service',
  'other',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** Top categories (DOMAIN §2): ours, not a standard's. */
export const INCIDENT_CATEGORIES = [
  'dispute',
  'publicOrder',
  'safetyHazard',
  'service',
  'cityManagement',
  'emergency',
  'other',
] as const;
export type IncidentCategory = (typeof INCIDENT_CATEGORIES)[number];

export interface IncidentKindEntry {
  readonly zh: string;
  readonly en: string;
  readonly category: IncidentCategory;
  /** One character for queues and the map: a shape beside the colour. */
  readonly mark: string;
  readonly level: IncidentLevel;
  /** Kinds of unit that may be recommended, all equal: road time decides. */
  readonly unitKinds: readonly UnitKind[];
  /** The best unit is told at once, the next after refusal or 30 s of silence. */
  readonly autoNotify: boolean;
  /** Whose 1-3-5 limits run: the station's profile, one of its own, or none. */
  readonly profile: 'station' | ProfileId | null;
  /** Skills worth naming when a candidate has them (catalog/skills.ts). They explain a proposal and never outrank road time. */
  readonly skills: readonly string[];
  /** The procedure, 3 to 9 steps. */
  readonly steps: readonly SopStep[];
  /** `checked`: what was real is closed only after somebody has checked back that it is settled. */
  readonly closing: 'direct' | 'checked';
  /** How long after it was closed it may be opened again. */
  readonly reopenHours: number;
}

/** Unless the kind says otherwise: settled on the spot, and a day to find out that it was not. */
const DIRECT = { closing: 'direct', reopenHours: 24 } as const;
/** Somebody is asked whether it is settled; it may come back within three days. */
const CHECKED = { closing: 'checked', reopenHours: 72 } as const;

const EVERYONE: readonly UnitKind[] = [
  'gridWorker',
  'patrol',
  'police',
  'auxPolice',
  'security',
  'volunteer',
  'minUnit',
];
const FORCE: readonly UnitKind[] = ['gridWorker', 'patrol', 'police', 'auxPolice', 'security', 'minUnit'];

/**
 * What the desk knows of each kind of incident. We invent no standard code: GB/T 31000 and GB/T 30428.2 columns
 * are filled in by a site.
 */
export const INCIDENT_KIND_CATALOG: Readonly<Record<IncidentKind, IncidentKindEntry>> = {
  holdUp: {
    zh: '紧急求助',
    en: 'Hold-up / panic',
    category: 'emergency',
    mark: '急',
    level: 1,
    unitKinds: FORCE,
    autoNotify: true,
    profile: 'station',
    skills: ['publicOrder', 'firstAid'],
    steps: [STEP.answer, STEP.camera, STEP.callBack, STEP.send, STEP.police, STEP.community, STEP.arrive, STEP.record],
    ...DIRECT,
  },
  fire: {
    zh: '火灾',
    en: 'Fire',
    category: 'emergency',
    mark: '火',
    level: 1,
    unitKinds: ['minUnit', 'fire', 'gridWorker', 'patrol', 'security', 'volunteer', 'police', 'auxPolice'],
    autoNotify: true,
    profile: 'station',
    skills: ['fire', 'rescue', 'firstAid'],
    steps: [
      STEP.answer,
      STEP.camera,
      STEP.brigade,
      STEP.send,
      STEP.evacuate,
      STEP.lane,
      STEP.cutOff,
      STEP.arrive,
      STEP.record,
    ],
    ...DIRECT,
  },
  medical: {
    zh: '医疗',
    en: 'Medical',
    category: 'emergency',
    mark: '医',
    level: 2,
    unitKinds: ['medical', 'gridWorker', 'minUnit', 'security', 'volunteer', 'patrol', 'police', 'auxPolice'],
    autoNotify: true,
    profile: 'station',
    skills: ['medical', 'firstAid'],
    steps: [STEP.answer, STEP.ambulance, STEP.send, STEP.aed, STEP.arrive, STEP.guideAmbulance, STEP.record],
    ...DIRECT,
  },
  intrusion: {
    zh: '入侵',
    en: 'Intrusion',
    category: 'publicOrder',
    mark: '侵',
    level: 2,
    unitKinds: ['security', 'patrol', 'police', 'auxPolice', 'gridWorker', 'minUnit'],
    autoNotify: false,
    profile: 'station',
    skills: ['publicOrder', 'access'],
    steps: [STEP.answer, STEP.camera, STEP.send, STEP.police, STEP.arrive, STEP.sweep, STEP.secure, STEP.record],
    ...DIRECT,
  },
  tamper: {
    zh: '破坏',
    en: 'Tamper',
    category: 'publicOrder',
    mark: '拆',
    level: 3,
    unitKinds: FORCE,
    autoNotify: false,
    profile: null,
    skills: ['publicOrder'],
    steps: [STEP.answer, STEP.camera, STEP.send, STEP.arrive, STEP.repair, STEP.record],
    ...DIRECT,
  },
  deviceTrouble: {
    zh: '设备故障',
    en: 'Device trouble',
    category: 'other',
    mark: '障',
    level: 4,
    unitKinds: ['gridWorker', 'security', 'patrol'],
    autoNotify: false,
    profile: null,
    skills: [],
    steps: [STEP.answer, STEP.callBack, STEP.repair, STEP.record],
    ...DIRECT,
  },
  publicOrder: {
    zh: '治安',
    en: 'Public order',
    category: 'publicOrder',
    mark: '治',
    level: 2,
    unitKinds: FORCE,
    autoNotify: false,
    profile: 'station',
    skills: ['publicOrder', 'armed'],
    steps: [STEP.answer, STEP.camera, STEP.send, STEP.police, STEP.community, STEP.arrive, STEP.record],
    ...DIRECT,
  },
  fight: {
    zh: '斗殴',
    en: 'Fight',
    category: 'publicOrder',
    mark: '斗',
    level: 2,
    unitKinds: FORCE,
    autoNotify: true,
    profile: 'station',
    skills: ['publicOrder', 'armed', 'firstAid'],
    steps: [
      STEP.answer,
      STEP.camera,
      STEP.send,
      STEP.police,
      STEP.arrive,
      STEP.separate,
      STEP.injuries,
      STEP.witnesses,
      STEP.record,
    ],
    ...DIRECT,
  },
  missingPerson: {
    zh: '人员走失',
    en: 'Missing person',
    category: 'service',
    mark: '寻',
    level: 2,
    unitKinds: EVERYONE,
    autoNotify: false,
    profile: null,
    skills: ['service', 'access'],
    steps: [
      STEP.answer,
      STEP.describe,
      STEP.replayVideo,
      STEP.send,
      STEP.broadcast,
      STEP.police,
      STEP.guardExits,
      STEP.reunite,
      STEP.record,
    ],
    ...DIRECT,
  },
  crisis: {
    zh: '醉酒或精神危机',
    en: 'Drunk or mental crisis',
    category: 'publicOrder',
    mark: '危',
    level: 2,
    unitKinds: ['police', 'auxPolice', 'gridWorker', 'patrol', 'medical', 'security', 'minUnit'],
    autoNotify: false,
    profile: 'station',
    skills: ['publicOrder', 'medical', 'mediation'],
    steps: [STEP.answer, STEP.send, STEP.police, STEP.arrive, STEP.calm, STEP.family, STEP.handOver, STEP.record],
    ...DIRECT,
  },
  gas: {
    zh: '燃气泄漏',
    en: 'Gas leak',
    category: 'emergency',
    mark: '气',
    level: 1,
    unitKinds: ['minUnit', 'fire', 'gridWorker', 'patrol', 'security', 'volunteer', 'police', 'auxPolice'],
    autoNotify: true,
    profile: 'station',
    skills: ['hazmat', 'fire', 'rescue'],
    steps: [
      STEP.answer,
      STEP.noSparks,
      STEP.brigade,
      STEP.utility,
      STEP.send,
      STEP.valve,
      STEP.evacuate,
      STEP.cordon,
      STEP.record,
    ],
    ...DIRECT,
  },
  waterMain: {
    zh: '供水故障',
    en: 'Water main or outage',
    category: 'service',
    mark: '水',
    level: 3,
    unitKinds: ['gridWorker', 'security', 'minUnit', 'patrol', 'volunteer'],
    autoNotify: false,
    profile: null,
    skills: ['service'],
    steps: [
      STEP.answer,
      STEP.camera,
      STEP.utility,
      STEP.send,
      STEP.arrive,
      STEP.shutWater,
      STEP.notifyOutage,
      STEP.record,
    ],
    ...DIRECT,
  },
  flood: {
    zh: '内涝积水',
    en: 'Flooding',
    category: 'emergency',
    mark: '涝',
    level: 2,
    unitKinds: ['minUnit', 'gridWorker', 'patrol', 'fire', 'security', 'volunteer', 'police', 'auxPolice'],
    autoNotify: false,
    profile: 'station',
    skills: ['rescue', 'traffic'],
    steps: [
      STEP.answer,
      STEP.camera,
      STEP.waterLevel,
      STEP.send,
      STEP.community,
      STEP.closeRoad,
      STEP.pumps,
      STEP.arrive,
      STEP.record,
    ],
    ...DIRECT,
  },
  traffic: {
    zh: '交通事故',
    en: 'Traffic accident',
    category: 'emergency',
    mark: '交',
    level: 3,
    unitKinds: ['police', 'auxPolice', 'patrol', 'gridWorker', 'security'],
    autoNotify: false,
    profile: null,
    skills: ['traffic', 'firstAid'],
    steps: [
      STEP.answer,
      STEP.camera,
      STEP.send,
      STEP.police,
      STEP.arrive,
      STEP.triangle,
      STEP.injuries,
      STEP.insure,
      STEP.record,
    ],
    ...DIRECT,
  },
  dispute: {
    zh: '纠纷',
    en: 'Dispute',
    category: 'dispute',
    mark: '纠',
    level: 3,
    unitKinds: ['gridWorker', 'police', 'auxPolice', 'patrol', 'volunteer'],
    autoNotify: false,
    profile: null,
    skills: ['mediation'],
    steps: [STEP.answer, STEP.send, STEP.arrive, STEP.mediate, STEP.agreement, STEP.record, STEP.visit],
    ...CHECKED,
  },
  safetyHazard: {
    zh: '隐患',
    en: 'Safety hazard',
    category: 'safetyHazard',
    mark: '患',
    level: 3,
    unitKinds: EVERYONE,
    autoNotify: false,
    profile: null,
    skills: ['inspection', 'hazmat', 'fire'],
    steps: [
      STEP.answer,
      STEP.hazardLevel,
      STEP.send,
      STEP.cordon,
      STEP.arrive,
      STEP.evidence,
      STEP.rectify,
      STEP.record,
      STEP.visit,
    ],
    ...CHECKED,
  },
  cityManagement: {
    zh: '城市管理',
    en: 'City management',
    category: 'cityManagement',
    mark: '城',
    level: 4,
    unitKinds: ['gridWorker', 'patrol', 'auxPolice', 'security', 'volunteer'],
    autoNotify: false,
    profile: null,
    skills: ['service', 'traffic'],
    steps: [STEP.answer, STEP.camera, STEP.send, STEP.arrive, STEP.evidence, STEP.notice, STEP.record, STEP.visit],
    ...CHECKED,
  },
  service: {
    zh: '民生服务',
    en: 'Public service',
    category: 'service',
    mark: '民',
    level: 4,
    unitKinds: ['gridWorker', 'volunteer', 'auxPolice'],
    autoNotify: false,
    profile: null,
    skills: ['service', 'mediation'],
    steps: [STEP.answer, STEP.send, STEP.arrive, STEP.needs, STEP.assign, STEP.record, STEP.visit],
    ...CHECKED,
  },
  other: {
    zh: '其他',
    en: 'Other',
    category: 'other',
    mark: '他',
    level: 3,
    unitKinds: EVERYONE,
    autoNotify: false,
    profile: null,
    skills: ['service', 'mediation'],
    steps: [STEP.answer, STEP.send, STEP.arrive, STEP.record],
    ...DIRECT,
  },
};
