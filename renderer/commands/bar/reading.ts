import type { IncidentKind } from '#shared/catalog/incidentKinds.ts';
import type { World } from '#shared/domain/world.ts';
import type { Findable } from '#shared/search/findable.ts';
import type { Readings } from '#shared/search/searchIndex.ts';
import type { Language } from '#shared/text/language.ts';
import type { CommandKind } from '#shared/wire/roles.ts';

/** What a line is understood from. Nothing in it is changed. */
export interface BarSight {
  readonly world: World;
  readonly positions: ReadonlyMap<string, { readonly lon: number; readonly lat: number }>;
  /** The core's time, epoch ms. */
  readonly now: number;
  /** The incident being worked on. */
  readonly incidentId: string | null;
  /** Where what is selected stands; degrees, WGS-84. */
  readonly here: { readonly lon: number; readonly lat: number; readonly name: string | null } | null;
  /** Null: there is no map. */
  readonly layers: readonly BarLayer[] | null;
  /** What the directory found for `BarReading.lookup`; null until it has answered. */
  readonly found: { readonly query: string; readonly hits: readonly Findable[] } | null;
  readonly readings: Readings;
  readonly language: Language;
  readonly may: (kind: CommandKind) => boolean;
  /** Whether this machine has a window to look back in. */
  readonly hasReviews: boolean;
}

export interface BarLayer {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly isVisible: boolean;
}

/** What Enter does. Everything goes through the one way commands are sent. */
export type BarDeed =
  | { readonly do: 'send'; readonly kind: CommandKind; readonly body: object }
  | { readonly do: 'show'; readonly hit: Pick<Findable, 'kind' | 'id' | 'lon' | 'lat'> }
  | { readonly do: 'fly'; readonly lon: number; readonly lat: number }
  | { readonly do: 'layer'; readonly id: string; readonly isVisible: boolean }
  | { readonly do: 'review'; readonly incidentId: string }
  /** By its whole number: one the desk no longer has. */
  | { readonly do: 'reviewNumber'; readonly number: string };

export interface BarCompletion {
  readonly id: string;
  /** The whole line once it is taken. */
  readonly line: string;
  readonly title: string;
  readonly detail: string | null;
}

/** A new incident as it will be opened. Degrees, WGS-84. */
export interface BarPreview {
  readonly kind: IncidentKind;
  /** Empty: the scene describes the point. */
  readonly address: string;
  readonly lon: number;
  readonly lat: number;
  readonly words: string;
}

export interface BarReading {
  /** Null: not yet, or not as it stands. */
  readonly deed: BarDeed | null;
  /** What Enter will do, or why it will do nothing. */
  readonly sentence: string;
  readonly completions: readonly BarCompletion[];
  /** To be looked up in the directory before the line is understood. */
  readonly lookup: string | null;
  readonly preview: BarPreview | null;
}
