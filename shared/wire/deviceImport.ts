/**
 * Device lists from outside: `POST /api/devices/preview?name=FILE` with the file as body, CSV, Excel or GeoJSON, answers a preview
 * and changes nothing; the command `device.import` with its id then enrols every good row of it.
 */
import type { Bilingual } from '../kit/bilingual.ts';

/** Our fields, in the order of the mapping screen. `key` needs `keyEncoding`; `supervision` is seconds or a class name. */
export const DEVICE_IMPORT_FIELDS = [
  'id',
  'kind',
  'name',
  'lon',
  'lat',
  'link',
  'account',
  'key',
  'keyEncoding',
  'requireEncryption',
  'supervision',
  'siren',
] as const;
export type DeviceImportField = (typeof DEVICE_IMPORT_FIELDS)[number];

/** Fixed supervision classes of a site: seconds of silence after which contact is lost (EN 50136 SP6, DP4 and twice that). */
export const SUPERVISION_CLASSES = { class20: 20, class90: 90, class180: 180 } as const;

/** Largest file taken. */
export const DEVICE_IMPORT_BYTES = 16 * 1024 * 1024;
/** Rows of one import. */
export const DEVICE_IMPORT_ROWS = 50_000;

export interface DeviceImportProblem {
  /** Null when the row as a whole is wrong. */
  readonly field: DeviceImportField | null;
  /** As the file has it, cut to 80 characters. */
  readonly value: string | null;
  readonly words: Bilingual;
}

export interface DeviceImportRow {
  /** As a spreadsheet numbers it: the heading is row 1. For GeoJSON the feature's place from 1. */
  readonly row: number;
  readonly state: 'new' | 'changed' | 'same' | 'bad';
  readonly deviceId: string | null;
  readonly name: string | null;
  /** Fields that differ from what is enrolled. */
  readonly changes: readonly DeviceImportField[];
  /** Of a bad row: why it is bad. Of a good one: what is odd about it and does not stand against it. */
  readonly problems: readonly DeviceImportProblem[];
}

export interface DeviceImportWarning {
  readonly code: 'datumSuspect' | 'outsideGrids' | 'rowsCut' | 'missingColumn' | 'datumIgnored';
  readonly words: Bilingual;
  /** Rows it is about; 0 where it is about the file. */
  readonly count: number;
}

/** What became of the rows of an import: how many were enrolled, changed, already so, and left out as bad. */
export type DeviceImportResult = Readonly<Record<DeviceImportRow['state'], number>>;

export interface DeviceImportPreview {
  readonly previewId: string;
  readonly fileName: string;
  readonly format: 'csv' | 'xlsx' | 'geojson';
  /** Headings of the file. */
  readonly columns: readonly string[];
  /** Which column each field was taken from: guessed from headings, or as asked. */
  readonly mapping: Readonly<Record<DeviceImportField, string | null>>;
  readonly datum: 'wgs84' | 'gcj02' | 'bd09';
  readonly counts: Readonly<Record<DeviceImportRow['state'], number>>;
  /** Worth a look before importing, good or not: a datum that looks wrong, positions outside the station's grids. */
  readonly warnings: readonly DeviceImportWarning[];
  /** Every bad row, at most 500, and the first 200 of the others. */
  readonly rows: readonly DeviceImportRow[];
  /** The preview is forgotten then. */
  readonly validUntilAt: number;
}
