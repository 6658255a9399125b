/**
 * Scene packs at this machine: what a window may ask the shell about them (bridge.ts carries it), and what the shell asks the
 * program that does the work apart from it (scenes/worker.ts). A window names files by tokens the shell gave out: it never
 * says a path.
 */
import { z } from 'zod';
import type { Bilingual } from '../kit/bilingual.ts';
import { VECTOR_ROLES } from './pack.ts';
import { DATUM_CANDIDATES, type PackReport, packReportSchema } from './sceneReport.ts';

const bilingualSchema = z.object({ zh: z.string().max(8_000), en: z.string().max(8_000) });
const lonLatSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export const packIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
export const packVersionSchema = z.string().regex(/^\d{4,8}$/);

/** Which version of a library; null is the scene that station.json names. */
export const sceneChoiceSchema = z.strictObject({ id: packIdSchema, version: packVersionSchema }).nullable();
export type SceneChoice = z.infer<typeof sceneChoiceSchema>;

export const SOURCE_ROLES = [...VECTOR_ROLES, 'terrain'] as const;
export type SourceRole = (typeof SOURCE_ROLES)[number];

export const SOURCE_KINDS = [
  'geojson',
  'shp',
  'zippedShp',
  'osmXml',
  'osmXmlGz',
  'osmPbf',
  'tilesFolder',
  'tilesArchive',
  'mbtiles',
  'pmtiles',
  'pictureFolder',
  'meshFolder',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** One recognised file or dataset folder. */
const lookedAtSchema = z.object({
  path: z.string().min(1).max(32_768),
  name: z.string(),
  kind: z.enum(SOURCE_KINDS),
  /** Null when neither the content nor the name says; several for OSM, which sorts itself. */
  role: z.enum(SOURCE_ROLES).nullable(),
  /** Features or tiles; null where nobody counted. */
  count: z.number().int().nullable(),
  /** Of a table of features: source columns, one value each, and the field of ours the name is known for. */
  columns: z.array(z.object({ name: z.string(), sample: z.string(), field: z.string().nullable() })).readonly(),
  /** The coordinate system the file states. */
  statedCrs: z.string().nullable(),
  /** False: the numbers are no degrees, so somebody must say what they are. */
  isDegrees: z.boolean(),
  /** Model coordinates only: somebody must say where it stands. */
  needsPlace: z.boolean(),
  /** Why it cannot be imported at all. */
  refused: bilingualSchema.nullable(),
});
type LookedAt = z.infer<typeof lookedAtSchema>;

const shiftedSchema = z.object({ from: z.string(), datum: z.enum(DATUM_CANDIDATES), offsetM: z.number() });
const skippedSchema = z.array(z.object({ name: z.string(), said: bilingualSchema })).readonly();

/** What was chosen in the dialog, as a window sees it. */
export interface SceneSource extends Omit<LookedAt, 'path'> {
  readonly token: string;
}
export interface SceneLook {
  readonly sources: readonly SceneSource[];
  readonly skipped: z.infer<typeof skippedSchema>;
  /** Against the roads among the sources. */
  readonly shifted: z.infer<typeof shiftedSchema> | null;
}

const tokenSchema = z.string().regex(/^[0-9A-Za-z_-]{16,64}$/);
const fieldsSchema = z.record(z.string().max(200), z.string().max(60));

/** What a window asks to import, in tokens. */
export const sceneWishSchema = z.strictObject({
  id: packIdSchema,
  title: z.string().trim().min(1).max(200),
  districtCode: z.string().regex(/^\d{6}$/),
  attribution: z.array(z.string().max(500)).max(20),
  classification: z.string().max(100),
  makesSerials: z.boolean(),
  isLinked: z.boolean(),
  at: lonLatSchema.nullable(),
  sources: z
    .array(
      z.strictObject({
        token: tokenSchema,
        role: z.enum(SOURCE_ROLES).nullable(),
        crs: z.string().max(2_000).nullable(),
        fields: fieldsSchema,
      }),
    )
    .min(1)
    .max(500),
});
export type SceneWish = z.infer<typeof sceneWishSchema>;

export const sceneTokenSchema = tokenSchema;
export const sourceChoiceSchema = z.enum(['files', 'folder']);
export type SourceChoice = z.infer<typeof sourceChoiceSchema>;

/** A road point clicked in the model: its surface there and the ground under it, metres over the ellipsoid. */
export const calibrationSchema = z.strictObject({
  layerId: packIdSchema,
  surfaceM: z.number().min(-12_000).max(12_000),
  groundM: z.number().min(-12_000).max(12_000),
});
export type Calibration = z.infer<typeof calibrationSchema>;

export interface SceneVersion {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** ISO time of its import. */
  readonly created: string;
  readonly isDemo: boolean;
  readonly isCurrent: boolean;
}

const stepSchema = z.object({
  phase: z.enum(['read', 'check', 'write', 'verify']),
  name: z.string().nullable(),
  done: z.number().int(),
  total: z.number().int(),
});
export type SceneStep = z.infer<typeof stepSchema>;

/** What the windows follow. */
export interface SceneState {
  /** The scene that station.json names; null where that is the scenes folder itself. */
  readonly base: { readonly title: string; readonly isCurrent: boolean } | null;
  readonly versions: readonly SceneVersion[];
  readonly canRevert: boolean;
  /** Work that is going on; one at a time. */
  readonly job: { readonly kind: SceneJob['kind'] | 'switch'; readonly step: SceneStep | null } | null;
  /** The last switch since the start of this application. */
  readonly lastSwitch: SceneSwitched | null;
}

export interface SceneSwitched {
  readonly choice: SceneChoice;
  /** From the old core's last word to the new one's first; devices repeat what they sent in it. */
  readonly gapMs: number;
  readonly at: number;
}

/** A pack that has become a version of the library. */
export interface SceneInstalled {
  readonly id: string;
  readonly version: string;
  /** How the switch went; null when nobody asked for it now. */
  readonly switched: SceneAnswer<SceneSwitched> | null;
}

/** An expected outcome, or why it was not done. */
export type SceneAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly said: Bilingual };

const layerReportSchema = z.object({
  id: z.string(),
  kind: z.enum(['vector', 'tiles3d', 'imagery', 'terrain']),
  role: z.enum(VECTOR_ROLES).nullable(),
  state: z.enum(['usable', 'degraded', 'unusable']),
  reason: bilingualSchema.nullable(),
  count: z.number(),
});
export type SceneLayer = Readonly<z.infer<typeof layerReportSchema>>;

export interface ScenePrepared {
  /** Names the prepared pack for `install`. */
  readonly token: string;
  readonly layers: readonly SceneLayer[];
  readonly report: PackReport;
}

const inspectedSchema = z.object({
  id: z.string(),
  title: z.string(),
  layers: z.array(layerReportSchema).readonly(),
  /** As kept in the pack; null where there is none. */
  report: packReportSchema.nullable(),
  /** Files whose bytes are not the stated ones; null where nobody looked. */
  changed: z.array(z.string()).readonly().nullable(),
});
export type SceneInspection = Readonly<z.infer<typeof inspectedSchema>>;

/** What the shell hands to the worker, in a file of the shell's own. */
export const sceneJobSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('look'), paths: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('import'),
    /** Where the prepared pack is written. */
    directory: z.string(),
    request: z.strictObject({
      ...sceneWishSchema.shape,
      created: z.string(),
      sources: z.array(
        z.strictObject({
          path: z.string(),
          role: z.enum(SOURCE_ROLES).nullable(),
          crs: z.string().nullable(),
          fields: fieldsSchema,
        }),
      ),
    }),
  }),
  z.strictObject({ kind: z.literal('inspect'), directory: z.string(), verifies: z.boolean() }),
  z.strictObject({
    kind: z.literal('calibrate'),
    /** The pack as it is. */
    source: z.string(),
    directory: z.string(),
    calibration: calibrationSchema,
  }),
]);
export type SceneJob = z.infer<typeof sceneJobSchema>;

/** What each job answers with. */
export const SCENE_JOB_ANSWERS = {
  look: z.object({
    sources: z.array(lookedAtSchema).readonly(),
    skipped: skippedSchema,
    shifted: shiftedSchema.nullable(),
  }),
  import: z.object({ layers: z.array(layerReportSchema).readonly(), report: packReportSchema }),
  inspect: inspectedSchema,
  calibrate: z.object({ id: packIdSchema, heightOffset: z.number() }),
} as const;
export type SceneJobAnswer<Kind extends SceneJob['kind']> = z.infer<(typeof SCENE_JOB_ANSWERS)[Kind]>;

export const workerWordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('step'), step: stepSchema }),
  z.object({ kind: z.literal('answer'), value: z.unknown() }),
  z.object({ kind: z.literal('refused'), code: z.string(), said: bilingualSchema }),
]);
export type WorkerWord = z.infer<typeof workerWordSchema>;
