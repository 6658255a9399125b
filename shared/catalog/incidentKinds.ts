import type { ProfileId } from './profiles.ts';
import type { UnitKind } from './unitKinds.ts';

/** Incident levels I–IV: 特别重大, 重大, 较大, 一般 (GEODATA §3.5). 1 is the gravest. */
export type IncidentLevel = 1 | 2 | 3 | 4;

export const INCIDENT_KINDS = [
  'holdUp',
  'fire',
  'medical',
  'intrusion',
  'tamper',
  'deviceTrouble',
  'publicOrder',
  'dispute',
  'safetyHazard',
  'other',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** When the system itself ticks a step: the fact that makes the step true. */
export type StepTrigger = 'acknowledged' | 'dispatched' | 'accepted' | 'arrived';

export interface SopStep {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Absent: a person ticks it. */
  readonly doneBy?: StepTrigger;
}

export interface IncidentKindEntry {
  readonly zh: string;
  readonly en: string;
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
  readonly steps: readonly SopStep[];
}

const ANSWER: SopStep = { id: 'answer', zh: '受理并核对警情', en: 'Answer and read the alarm', doneBy: 'acknowledged' };
const SEND: SopStep = { id: 'send', zh: '派遣最近力量', en: 'Dispatch the nearest unit', doneBy: 'dispatched' };
const ARRIVE: SopStep = { id: 'arrive', zh: '力量到场确认', en: 'Arrival confirmed', doneBy: 'arrived' };
const CALL_BACK: SopStep = { id: 'callBack', zh: '喊话或回拨核实', en: 'Talk through the pole or call back' };
const POLICE: SopStep = { id: 'police', zh: '通报派出所', en: 'Tell the police station' };
const COMMUNITY: SopStep = { id: 'community', zh: '通报社区', en: 'Tell the community' };
const CAMERA: SopStep = { id: 'camera', zh: '调看就近视频', en: 'Look at the nearest cameras' };
const RECORD: SopStep = { id: 'record', zh: '记录处置结果', en: 'Record the outcome' };

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
    mark: '急',
    level: 1,
    unitKinds: FORCE,
    autoNotify: true,
    profile: 'station',
    skills: ['publicOrder', 'firstAid'],
    steps: [ANSWER, CAMERA, CALL_BACK, SEND, POLICE, COMMUNITY, ARRIVE, RECORD],
  },
  fire: {
    zh: '火灾',
    en: 'Fire',
    mark: '火',
    level: 1,
    unitKinds: ['minUnit', 'fire', 'gridWorker', 'patrol', 'security', 'volunteer', 'police', 'auxPolice'],
    autoNotify: true,
    profile: 'station',
    skills: ['fire', 'rescue', 'firstAid'],
    steps: [
      ANSWER,
      CAMERA,
      { id: 'brigade', zh: '通报消防救援', en: 'Call the fire brigade' },
      SEND,
      { id: 'evacuate', zh: '疏散周边人员', en: 'Clear the people nearby' },
      { id: 'lane', zh: '清理消防通道', en: 'Open the fire lane' },
      ARRIVE,
      RECORD,
    ],
  },
  medical: {
    zh: '医疗',
    en: 'Medical',
    mark: '医',
    level: 2,
    unitKinds: ['medical', 'gridWorker', 'minUnit', 'security', 'volunteer', 'patrol', 'police', 'auxPolice'],
    autoNotify: true,
    profile: 'station',
    skills: ['medical', 'firstAid'],
    steps: [
      ANSWER,
      { id: 'ambulance', zh: '通报 120', en: 'Call an ambulance' },
      SEND,
      { id: 'aed', zh: '指引就近 AED', en: 'Point to the nearest AED' },
      ARRIVE,
      RECORD,
    ],
  },
  intrusion: {
    zh: '入侵',
    en: 'Intrusion',
    mark: '侵',
    level: 2,
    unitKinds: ['security', 'patrol', 'police', 'auxPolice', 'gridWorker', 'minUnit'],
    autoNotify: false,
    profile: 'station',
    skills: ['publicOrder', 'access'],
    steps: [ANSWER, CAMERA, SEND, POLICE, ARRIVE, RECORD],
  },
  tamper: {
    zh: '破坏',
    en: 'Tamper',
    mark: '拆',
    level: 3,
    unitKinds: FORCE,
    autoNotify: false,
    profile: null,
    skills: ['publicOrder'],
    steps: [ANSWER, CAMERA, SEND, ARRIVE, { id: 'repair', zh: '报修设备', en: 'Order a repair' }, RECORD],
  },
  deviceTrouble: {
    zh: '设备故障',
    en: 'Device trouble',
    mark: '障',
    level: 4,
    unitKinds: ['gridWorker', 'security', 'patrol'],
    autoNotify: false,
    profile: null,
    skills: [],
    steps: [ANSWER, { id: 'repair', zh: '报修并登记', en: 'Order a repair' }, RECORD],
  },
  publicOrder: {
    zh: '治安',
    en: 'Public order',
    mark: '治',
    level: 2,
    unitKinds: FORCE,
    autoNotify: false,
    profile: 'station',
    skills: ['publicOrder', 'armed'],
    steps: [ANSWER, CAMERA, SEND, POLICE, COMMUNITY, ARRIVE, RECORD],
  },
  dispute: {
    zh: '纠纷',
    en: 'Dispute',
    mark: '纠',
    level: 3,
    unitKinds: ['gridWorker', 'police', 'auxPolice', 'patrol', 'volunteer'],
    autoNotify: false,
    profile: null,
    skills: ['mediation'],
    steps: [ANSWER, SEND, ARRIVE, { id: 'mediate', zh: '现场调解', en: 'Mediate on site' }, RECORD],
  },
  safetyHazard: {
    zh: '隐患',
    en: 'Safety hazard',
    mark: '患',
    level: 3,
    unitKinds: EVERYONE,
    autoNotify: false,
    profile: null,
    skills: ['inspection', 'hazmat', 'fire'],
    steps: [ANSWER, SEND, { id: 'cordon', zh: '设置警戒', en: 'Cordon off' }, ARRIVE, RECORD],
  },
  other: {
    zh: '其他',
    en: 'Other',
    mark: '他',
    level: 3,
    unitKinds: EVERYONE,
    autoNotify: false,
    profile: null,
    skills: ['service', 'mediation'],
    steps: [ANSWER, SEND, ARRIVE, RECORD],
  },
};
