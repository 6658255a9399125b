import type { TextStyle } from '../overlay/text.ts';

const HALO = '#070b10e6';

/** The scene's type: four sizes, one family. Plates belong to things that act, bare text to the map. */
export const LABEL_STYLES = {
  district: { id: 'district', sizePx: 22, weight: 600, colour: '#c3d5e6', halo: HALO, spacingPx: 8 },
  town: { id: 'town', sizePx: 18, weight: 600, colour: '#afc6dc', halo: HALO, spacingPx: 4 },
  village: { id: 'village', sizePx: 15, weight: 500, colour: '#93aec9', halo: HALO, spacingPx: 2 },
  grid: { id: 'grid', sizePx: 12, weight: 400, colour: '#7b9bbd', halo: HALO },
  gridCode: { id: 'gridCode', sizePx: 11, weight: 400, colour: '#66829e', halo: HALO },
  areaSelected: { id: 'areaSelected', sizePx: 15, weight: 600, colour: '#ffffff', halo: HALO },
  roadMajor: { id: 'roadMajor', sizePx: 12, weight: 500, colour: '#a3b0bd', halo: HALO, spacingPx: 2 },
  road: { id: 'road', sizePx: 11.5, weight: 400, colour: '#84919e', halo: HALO, spacingPx: 1 },
  place: { id: 'place', sizePx: 12, weight: 400, colour: '#aab6c2', halo: HALO },
  placeNotable: { id: 'placeNotable', sizePx: 12.5, weight: 500, colour: '#c6d0da', halo: HALO },
  device: { id: 'device', sizePx: 12, weight: 400, colour: '#a9bdd1', halo: HALO },
  deviceLost: { id: 'deviceLost', sizePx: 12, weight: 500, colour: '#f3b577', halo: HALO },
  unit: { id: 'unit', sizePx: 12, weight: 500, colour: '#9be8c6', halo: HALO },
  unitEngaged: { id: 'unitEngaged', sizePx: 12.5, weight: 600, colour: '#dcc8ff', halo: HALO },
  unitStale: { id: 'unitStale', sizePx: 12, weight: 400, colour: '#9aa5b1', halo: HALO },
  selected: {
    id: 'selected',
    sizePx: 13,
    weight: 600,
    colour: '#ffffff',
    plate: { fill: '#0c1219f2', edge: '#ffffff99' },
  },
  eta: { id: 'eta', sizePx: 13, weight: 600, colour: '#e4f6ff', plate: { fill: '#0a2233f2', edge: '#58d0ffb0' } },
  candidate: {
    id: 'candidate',
    sizePx: 12,
    weight: 500,
    colour: '#cfdae5',
    plate: { fill: '#0c1219e0', edge: '#9db4c966' },
  },
  eye: { id: 'eye', sizePx: 13, weight: 700, colour: '#06212f', plate: { fill: '#7cc4e8f2', edge: '#0a0f14' } },
  eyeFocused: {
    id: 'eyeFocused',
    sizePx: 13,
    weight: 700,
    colour: '#06212f',
    plate: { fill: '#ffffff', edge: '#7cc4e8' },
  },
  clusterCalm: cluster('clusterCalm', '#bfeeda', '#46d39a70'),
  clusterEngaged: cluster('clusterEngaged', '#dcc8ff', '#c9a6ff90'),
  clusterStale: cluster('clusterStale', '#d5dce3', '#8b97a5b0'),
  clusterLost: cluster('clusterLost', '#f3b577', '#f0a35ac0'),
} as const satisfies Readonly<Record<string, TextStyle>>;

/** The plate of an alarm: its bar has the level's colour, its text the level's numeral. */
export function alarmStyle(level: number, colour: string, isSelected: boolean): TextStyle {
  return {
    id: `alarm${level}${isSelected ? 's' : ''}`,
    sizePx: 14,
    weight: 600,
    colour: '#ffffff',
    plate: { fill: '#10090bf2', edge: isSelected ? '#ffffff' : `${colour}b3`, bar: colour },
  };
}

/** The count of a crowd: quieter than anything that acts, its edge in the colour of the worst state it names. */
function cluster(id: string, colour: string, edge: string): TextStyle {
  return { id, sizePx: 12, weight: 600, colour, plate: { fill: '#0b1119d9', edge } };
}
