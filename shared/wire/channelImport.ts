/**
 * Lists of channels from outside: `POST /api/video/channels/preview?name=FILE&datum=wgs84|gcj02|bd09` with the file as body, CSV,
 * Excel or GeoJSON, answers a preview and changes nothing; the command `channels.import` with its id then makes the list count.
 */
import type { Bilingual } from '../kit/bilingual.ts';

/** Our fields. `url` is the main stream, `subUrl` the sub stream; which protocol they speak shows in them. */
export const CHANNEL_IMPORT_FIELDS = [
  ...(['id', 'name', 'lon', 'lat', 'heading', 'fov', 'rangeM', 'heightM', 'hasPtz'] as const),
  ...(['owner', 'isPrivate', 'user', 'password', 'url', 'subUrl'] as const),
];
export type ChannelImportField = (typeof CHANNEL_IMPORT_FIELDS)[number];

export interface ChannelImportRow {
  /** As a spreadsheet numbers it: the heading is row 1. For GeoJSON the feature's place from 1. */
  readonly row: number;
  readonly channelId: string | null;
  readonly state: 'new' | 'changed' | 'same' | 'bad';
  /** Why it is bad. Never a password. */
  readonly problems: readonly {
    readonly field: ChannelImportField;
    readonly value: string | null;
    readonly words: Bilingual;
  }[];
}

export interface ChannelImportPreview {
  readonly previewId: string;
  readonly fileName: string;
  readonly format: 'csv' | 'xlsx' | 'geojson';
  readonly columns: readonly string[];
  /** Which column each field was taken from. */
  readonly mapping: Readonly<Record<ChannelImportField, string | null>>;
  readonly counts: Readonly<Record<ChannelImportRow['state'], number>>;
  /** Every bad row, at most 500, and the first 200 of the others. */
  readonly rows: readonly ChannelImportRow[];
  /** The file has more rows than are taken in. */
  readonly isCut: boolean;
  readonly validUntilAt: number;
}
