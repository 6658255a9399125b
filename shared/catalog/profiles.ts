/**
 * The 1-3-5-minute rule as data (DOMAIN §3, GEODATA §3.6). Cities mean different things by it; a station names one profile
 * in its configuration. A band is met when an eligible, free, fresh unit of its forces reaches a place of its classes by one
 * of its modes within its seconds, by road. An empty list restricts nothing.
 */
import { DEFAULT_DUTY_LIMITS, DEFAULT_ESCALATION, type DutyLimits, type EscalationPlan } from './escalation.ts';
import type { TravelModeId } from './modes.ts';
import type { UnitKind } from './unitKinds.ts';

/** The first is the default of a station that names none. */
export const PROFILE_IDS = ['fujian-a', 'wuhan-b', 'tianjin-c'] as const;
export type ProfileId = (typeof PROFILE_IDS)[number];

/** Whose force it is: of the local police station, of the district bureau, of the city. */
export type ForceTier = 'station' | 'district' | 'city';

export interface ResponseBand {
  /** From the alarm's receive time to arrival. */
  readonly seconds: number;
  readonly label: { readonly zh: string; readonly en: string };
  readonly forces: readonly UnitKind[];
  readonly tiers: readonly ForceTier[];
  /** Place classes as the scene pack names them (`placeClass`, GEODATA §4.3). */
  readonly places: readonly string[];
  readonly modes: readonly TravelModeId[];
}

export interface ResponseProfile {
  readonly id: ProfileId;
  readonly name: { readonly zh: string; readonly en: string };
  /** Where the meaning comes from, shown beside every figure made with it. */
  readonly source: string;
  /** Ascending by seconds. */
  readonly bands: readonly ResponseBand[];
  /** How soon the desk answers and sends. */
  readonly duty: DutyLimits;
  /** Who is told when it does not. */
  readonly escalation: EscalationPlan;
}

/** The same wherever the cities do not say otherwise. */
const DESK = { duty: DEFAULT_DUTY_LIMITS, escalation: DEFAULT_ESCALATION } as const;
const ANY = { forces: [], tiers: [], places: [], modes: [] } as const;

export const RESPONSE_PROFILES: Readonly<Record<ProfileId, ResponseProfile>> = {
  'fujian-a': {
    ...DESK,
    id: 'fujian-a',
    name: { zh: '单元型', en: 'By smallest emergency unit' },
    source: '南平公安 2024-10；徐闻公安',
    bands: [
      { ...ANY, seconds: 60, label: { zh: '1 分钟自救', en: '1 min: self-rescue' }, forces: ['minUnit'] },
      {
        ...ANY,
        seconds: 180,
        label: { zh: '3 分钟互救', en: '3 min: neighbours' },
        forces: ['minUnit', 'gridWorker', 'patrol', 'security', 'volunteer'],
      },
      {
        ...ANY,
        seconds: 300,
        label: { zh: '5 分钟增援', en: '5 min: police' },
        forces: ['police', 'auxPolice'],
      },
    ],
  },
  'wuhan-b': {
    ...DESK,
    id: 'wuhan-b',
    name: { zh: '力量型', en: 'By force' },
    source: '武汉 465 快反圈',
    bands: [
      {
        ...ANY,
        seconds: 60,
        label: { zh: '1 分钟：派出所、警务站、驻巡组', en: '1 min: station, posts, standing patrols' },
        forces: ['police', 'auxPolice', 'patrol'],
        tiers: ['station'],
      },
      {
        ...ANY,
        seconds: 180,
        label: { zh: '3 分钟：分局、交警中队', en: '3 min: district bureau, traffic police' },
        forces: ['police', 'auxPolice', 'patrol'],
        tiers: ['station', 'district'],
      },
      {
        ...ANY,
        seconds: 300,
        label: { zh: '5 分钟：市局直属、特警', en: '5 min: city bureau, special police' },
        forces: ['police', 'auxPolice', 'patrol'],
        tiers: ['station', 'district', 'city'],
      },
    ],
  },
  'tianjin-c': {
    ...DESK,
    id: 'tianjin-c',
    name: { zh: '区域型', en: 'By place' },
    source: '天津快速反应圈',
    bands: [
      {
        ...ANY,
        seconds: 60,
        label: { zh: '1 分钟：机场、车站、党政机关、景区', en: '1 min: airports, stations, government, sights' },
        places: ['机场', '车站', '党政机关', '景区'],
      },
      {
        ...ANY,
        seconds: 180,
        label: { zh: '3 分钟：银行、学校', en: '3 min: banks, schools' },
        places: ['银行', '学校'],
      },
      {
        ...ANY,
        seconds: 300,
        label: { zh: '5 分钟：商场、商圈', en: '5 min: malls, shopping streets' },
        places: ['商场', '商圈'],
      },
    ],
  },
};

/**
 * Whose arrival meets a band: its own forces and those of every later one. Whoever is meant to arrive later also serves the
 * earlier limit when it comes first: police within a minute is no miss. Empty: anybody's.
 */
export function forcesServing(bands: ResponseProfile['bands'], band: number): readonly UnitKind[] {
  const later = bands.slice(band);
  if (later.some(({ forces }) => forces.length === 0)) return [];
  return [...new Set(later.flatMap(({ forces }) => forces))];
}
