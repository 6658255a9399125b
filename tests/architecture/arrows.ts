// The arrow table of DESIGN §6 as data, and the one function that reads it. A new folder needs a row here before it may import.
import { builtinModules } from 'node:module';
import type { Import, SourceFile } from './imports.ts';
import { importsOf, pathOf } from './imports.ts';

interface Area {
  /** The folder or file, the most specific row wins. */
  readonly at: string;
  /** Areas it may import besides itself. */
  readonly mayImport: readonly string[];
  /** Areas whose types it may name, though at run time it is handed what it needs. */
  readonly mayName?: readonly string[];
  /** The row is for the files directly in the folder, not for folders inside it. */
  readonly filesOnly?: boolean;
}

const coreParts = [
  'accounts',
  'calls',
  'desk',
  'devices',
  'drill',
  'evidence',
  'gateway',
  'handover',
  'journal',
  'links',
  'machines',
  'notices',
  'people',
  'publicReports',
  'reports',
  'review',
  'roads',
  'scene',
  'stations',
  'tracks',
  'video',
].map((part) => `main/core/${part}`);

const areas: readonly Area[] = [
  { at: 'shared', mayImport: [] },
  { at: 'preload', mayImport: ['shared'] },
  { at: 'scenes', mayImport: ['shared', 'main/pack'] },

  { at: 'main/index.ts', mayImport: ['shared', 'main/shell'] },
  { at: 'main/shell', mayImport: ['shared', 'main/pack'] },
  { at: 'main/pack', mayImport: ['shared'] },
  // The headless entry composes as well: it decides between a station and the demo district with its drill.
  { at: 'main/serve.ts', mayImport: ['shared', 'main/pack', 'main/core', 'main/core/drill', 'main/core/video'] },
  // The composition root of the core: the only place that sees every part. A new part needs a row of its own.
  { at: 'main/core', filesOnly: true, mayImport: ['shared', 'main/pack', 'main/core/wiring', ...coreParts] },
  { at: 'main/core/wiring', mayImport: ['shared', 'main/pack', 'main/core', ...coreParts] },
  { at: 'main/core/scene', mayImport: ['shared', 'main/pack', 'main/core/roads'] },
  { at: 'main/core/journal', mayImport: ['shared'] },
  { at: 'main/core/roads', mayImport: ['shared', 'main/pack'] },
  { at: 'main/core/devices', mayImport: ['shared'] },
  { at: 'main/core/xml', mayImport: [] },
  { at: 'main/core/notices', mayImport: ['shared'] },
  { at: 'main/core/people', mayImport: ['shared'], mayName: ['main/core/desk'] },
  {
    at: 'main/core/publicReports',
    mayImport: ['shared', 'main/core/desk', 'main/core/evidence'],
    mayName: ['main/core/people', 'main/core/links'],
  },
  { at: 'main/core/accounts', mayImport: ['shared'], mayName: ['main/core/desk', 'main/core/gateway'] },
  { at: 'main/core/calls', mayImport: ['shared'], mayName: ['main/core/evidence'] },
  { at: 'main/core/tracks', mayImport: ['shared'] },
  { at: 'main/core/evidence', mayImport: ['shared', 'main/core/handover', 'main/core/journal', 'main/pack'] },
  {
    at: 'main/core/handover',
    mayImport: ['shared', 'main/core/desk', 'main/core/journal'],
    mayName: ['main/core/accounts'],
  },
  {
    at: 'main/core/video',
    mayImport: ['shared', 'main/core/devices', 'main/core/xml'],
    mayName: ['main/core/desk', 'main/core/evidence', 'main/core/journal'],
  },
  { at: 'main/core/desk', mayImport: ['shared', 'main/core/journal', 'main/core/roads', 'main/core/tracks'] },
  // Links and desk meet through injected functions, so a link may at most name the desk's types.
  { at: 'main/core/links', mayImport: ['shared', 'main/core/xml'], mayName: ['main/core/desk'] },
  // Machines vouch for themselves as the gateway wants it (auth.ts); the gateway is handed them and names no part of theirs.
  { at: 'main/core/machines', mayImport: ['shared', 'main/core/desk', 'main/core/gateway', 'main/core/tracks'] },
  {
    at: 'main/core/gateway',
    mayImport: ['shared', 'main/core/desk', 'main/core/journal', 'main/core/publicReports', 'main/core/tracks'],
    mayName: [
      'main/pack',
      'main/core/accounts',
      'main/core/calls',
      'main/core/devices',
      'main/core/drill',
      'main/core/evidence',
      'main/core/handover',
      'main/core/links',
      'main/core/people',
      'main/core/review',
      'main/core/roads',
      'main/core/video',
    ],
  },
  {
    at: 'main/core/drill',
    mayImport: ['shared', 'main/pack', 'main/core/desk', 'main/core/links', 'main/core/roads'],
    mayName: ['main/core', 'main/core/scene'],
  },
  {
    at: 'main/core/review',
    mayImport: [
      'shared',
      'main/pack',
      'main/core/drill',
      'main/core/evidence',
      'main/core/gateway',
      'main/core/journal',
    ],
    mayName: ['main/core/tracks'],
  },
  { at: 'main/core/reports', mayImport: ['shared', 'main/core/journal'] },
  { at: 'main/core/stations', mayImport: ['shared', 'main/core/journal'] },

  {
    at: 'renderer/windows',
    mayImport: [
      'shared',
      'renderer/panels',
      'renderer/scene',
      'renderer/video',
      'renderer/commands',
      'renderer/live',
      'renderer/ui',
    ],
  },
  {
    at: 'renderer/panels',
    mayImport: ['shared', 'renderer/calls', 'renderer/video', 'renderer/commands', 'renderer/live', 'renderer/ui'],
  },
  { at: 'renderer/scene', mayImport: ['shared', 'renderer/commands', 'renderer/live', 'renderer/ui'] },
  { at: 'renderer/video', mayImport: ['shared', 'renderer/commands', 'renderer/live', 'renderer/ui'] },
  { at: 'renderer/commands', mayImport: ['shared', 'renderer/calls', 'renderer/live'] },
  { at: 'renderer/live', mayImport: ['shared'] },
  { at: 'renderer/calls', mayImport: ['shared'] },
  { at: 'renderer/ui', mayImport: ['shared/text', 'shared/kit'] },
  { at: 'renderer/worker', mayImport: ['shared', 'renderer/calls', 'renderer/ui'] },
];

/** A package and the only places it may be imported from. */
const packageHomes: readonly { readonly named: RegExp; readonly homes: readonly string[] }[] = [
  { named: /^electron(\/|$)/, homes: ['main/index.ts', 'main/shell', 'preload'] },
  { named: /^(cesium|resium|@cesium\/.+)$/, homes: ['renderer/scene'] },
  {
    named: /^socket\.io-client$/,
    homes: ['renderer/live', 'renderer/worker', 'main/core/drill', 'main/core/stations'],
  },
  { named: /^react(-dom)?(\/|$)/, homes: ['renderer'] },
  { named: /^better-sqlite3$/, homes: ['main/core', 'main/pack/mbtiles.ts'] },
  { named: /^@node-rs\/argon2$/, homes: ['main/core/accounts'] },
  { named: /^serialport$/, homes: ['main/core/links'] },
  { named: /^node-datachannel$/, homes: ['main/core/video/media', 'tests'] },
];

const withoutReact = ['renderer/live', 'renderer/commands'];
const isBuiltin = (specifier: string): boolean => specifier.startsWith('node:') || builtinModules.includes(specifier);
const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** @returns one sentence per broken arrow, "importer → imported: why", in the order of the files */
export function brokenArrows(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !/\.test\.tsx?$/.test(file.path))
    .flatMap((file) =>
      importsOf(file).flatMap((imported) => {
        const why = objection(file.path, imported);
        return why === undefined ? [] : [`${file.path} → ${imported.specifier}: ${why}`];
      }),
    );
}

function objection(importer: string, imported: Import): string | undefined {
  const target = pathOf(importer, imported.specifier);
  return target === undefined
    ? packageObjection(importer, imported.specifier)
    : folderObjection(importer, target, imported.typeOnly);
}

function packageObjection(importer: string, specifier: string): string | undefined {
  if (isWithin(importer, 'shared')) return specifier === 'zod' ? undefined : 'shared imports only zod';
  if (isWithin(importer, 'renderer') && isBuiltin(specifier)) return 'a window has no Node';
  if (withoutReact.some((folder) => isWithin(importer, folder)) && /^react(-dom)?(\/|$)/.test(specifier)) {
    return 'live and commands know no React';
  }
  const home = packageHomes.find((entry) => entry.named.test(specifier));
  if (home === undefined || home.homes.some((folder) => isWithin(importer, folder))) return undefined;
  return `only ${home.homes.join(', ')} may import it`;
}

function folderObjection(importer: string, target: string, typeOnly: boolean): string | undefined {
  const from = areaOf(importer);
  if (from === undefined) return 'the importer is in no row of the arrow table';
  if (from.at === 'renderer/panels' && areaOf(target)?.at === from.at) return panelObjection(importer, target);
  const allowed = [from.at, ...from.mayImport, ...(typeOnly ? (from.mayName ?? []) : [])];
  const to = areaOf(target);
  const isAllowed = allowed.some((folder) => to?.at === folder || (to !== undefined && refines(folder, to.at, target)));
  return isAllowed ? undefined : `${from.at} may import only ${from.mayImport.join(', ') || 'itself'}`;
}

/** A row may allow a part of an area ("shared/text" of "shared"). */
const refines = (allowed: string, area: string, target: string): boolean =>
  isWithin(allowed, area) && isWithin(target, allowed);

/** Panels meet in live/ or through commands/; only the registry beside them knows them all. */
function panelObjection(importer: string, target: string): string | undefined {
  const [own, other] = [importer, target].map((path) => path.split('/')[2]);
  const importerIsRegistry = importer.split('/').length === 3;
  const targetIsShared = target.split('/').length === 3;
  return importerIsRegistry || targetIsShared || own === other ? undefined : 'panels never import each other';
}

function areaOf(path: string): Area | undefined {
  const covers = (area: Area): boolean =>
    isWithin(path, area.at) && !(area.filesOnly && path.slice(area.at.length + 1).includes('/'));
  return areas.filter(covers).sort((one, other) => other.at.length - one.at.length)[0];
}
