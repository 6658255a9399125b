/**
 * Colours of the scene. The map itself is dark and quiet; a saturated colour always means a state, and always has a shape
 * or a letter beside it. Canvas and shaders cannot read CSS variables, so the scene's own colours live here.
 */
import type { IncidentLevel } from '#shared/catalog/incidentKinds.ts';
import type { Colour } from './map/mesh.ts';

export const BACKGROUND = '#080c11';

export const GROUND = {
  land: rgb('#10161d'),
  /** Beyond the pack's own ground. */
  outside: rgb('#0b1016'),
  block: rgb('#161e27'),
  busy: rgb('#1a222d'),
  public: rgb('#1b2430'),
  works: rgb('#191e23'),
  farm: rgb('#131c19'),
  green: rgb('#122420'),
  sports: rgb('#14262a'),
  water: rgb('#0c2537'),
  shore: rgb('#1b4258'),
  railway: rgb('#39424d'),
} as const;

/** Imagery steps back: at night a photograph in its own colours would outshine every state drawn above it. */
export const IMAGERY_LOOK = { opacity: 0.85, brightness: 0.55, saturation: 0.6 } as const;

export const ROAD_COLOURS = {
  casing: rgb('#0a0f14'),
  major: rgb('#42505f'),
  middle: rgb('#35414e'),
  minor: rgb('#28323d'),
  path: rgb('#222b34'),
} as const;

export const AREA_COLOURS = {
  district: rgb('#86a9c8', 0.65),
  town: rgb('#7699ba', 0.5),
  village: rgb('#7b9fc2', 0.6),
  grid: rgb('#6f97bd', 0.5),
} as const;

export const BUILDING_TINTS = { plain: '#8795a5', notable: '#a9b8c8', selected: '#ffffff' } as const;

/** I red, II orange, III yellow, IV blue (GEODATA §3.5). */
export const LEVEL_COLOURS: Readonly<Record<IncidentLevel, string>> = {
  1: '#ff4d4f',
  2: '#ff9838',
  3: '#f7d13d',
  4: '#4aa3ff',
};
export const LEVEL_NUMERALS: Readonly<Record<IncidentLevel, string>> = { 1: 'Ⅰ', 2: 'Ⅱ', 3: 'Ⅲ', 4: 'Ⅳ' };

export const UNIT_COLOURS = {
  free: '#46d39a',
  engaged: '#c9a6ff',
  stale: '#8b97a5',
  lost: '#76818d',
  post: '#76818d',
} as const;

export const DEVICE_COLOURS = { online: '#9fb6cc', unknown: '#7d8b99', lost: '#f0a35a' } as const;

export const CAMERA_COLOUR = '#7cc4e8';
export const SELECTED = '#ffffff';
export const ROUTE = '#58d0ff';
export const CANDIDATE = '#9db4c9';

export const FONT_STACK = '"Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif';

/** `#rrggbb` as channels in 0–1. */
export function rgb(hex: string, alpha = 1): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255, alpha];
}

/** `#rrggbb` with an alpha, for canvas. */
export function rgba(hex: string, alpha: number): string {
  return (
    hex +
    Math.round(alpha * 255)
      .toString(16)
      .padStart(2, '0')
  );
}
