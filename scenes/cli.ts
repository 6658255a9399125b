// Scene packs from the command line: the built-in demo district, a city's own files, and a check of any pack.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  calibratePack,
  chosenPackIn,
  installPack,
  listPacks,
  openPack,
  revertPack,
  switchPack,
} from '#main/pack/index.ts';
import { writeDemoPack } from './demo/pack.ts';
import { citySources } from './import/cityFolder.ts';
import { ImportRefused } from './import/formats/read.ts';
import { importCity } from './import/importCity.ts';
import { importPack } from './import/importPack.ts';
import { requestOf } from './import/packRequest.ts';
import { recordLoops } from './loops/record.ts';

const USAGE = `用法 Usage:
  scene demo --out DIR                             生成内置演示城区 write the built-in demo district
  scene loops --out DIR [PLACE…]                   重绘演练摄像机画面 draw the drill cameras' loops anew (needs ffmpeg)
  scene import SOURCE… --out SCENES [--id ID] [--title TEXT] [--crs wgs84|cgcs2000|gcj02|bd09|epsg:4548|proj:"+proj=…"]
               [--role grids|villages|roads|places|buildings|water|landuse|terrain|…] [--map 源列=字段,…] [--mapping FILE]
               [--serials] [--accept-warnings] [--link] [--at LON,LAT] [--district CODE] [--attribution TEXT] [--classification TEXT]
                                                   导入文件或文件夹为新版本并启用 import files as a new version and use it
  scene list SCENES                                列出全部版本 every pack and version
  scene switch SCENES ID [VERSION]                 启用一个版本 put a version in use
  scene revert SCENES                              恢复上一个 back to the former one
  scene import --from DIR --out DIR [--id ID] [--title TEXT] [--district CODE] [--attribution TEXT]
                                                   导入一座城市 import a city's own files
  scene calibrate SCENES LAYER MODEL_M GROUND_M    按道路点校准模型高程 a model's heights put right by a road point
  scene check DIR                                  逐层检查场景包 check every layer and every file of a pack
`;

const options = {
  out: { type: 'string' },
  from: { type: 'string' },
  id: { type: 'string' },
  title: { type: 'string' },
  district: { type: 'string' },
  attribution: { type: 'string', multiple: true },
  crs: { type: 'string' },
  role: { type: 'string' },
  map: { type: 'string', multiple: true },
  mapping: { type: 'string' },
  at: { type: 'string' },
  classification: { type: 'string' },
  serials: { type: 'boolean' },
  'accept-warnings': { type: 'boolean' },
  link: { type: 'boolean' },
} as const;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const [command, directory, ...rest] = positionals;
  if (command === 'demo' && values.out) {
    print(await writeDemoPack(values.out));
    return 0;
  }
  if (command === 'loops' && values.out) {
    await recordLoops(values.out, directory ? [directory, ...rest] : [], (line) => process.stdout.write(`${line}\n`));
    return 0;
  }
  if (command === 'import' && values.from && values.out) {
    const { id, title, district: districtCode, attribution, out } = values;
    const named = Object.fromEntries(
      Object.entries({ id, title, districtCode, attribution }).filter(([, value]) => value !== undefined),
    );
    print(await importCity(citySources(values.from, { ...named, out, created: new Date().toISOString() })));
    return 0;
  }
  if (command === 'import' && directory && values.out) return importSources([directory, ...rest], values.out, values);
  if (command === 'list' && directory) {
    print(await listPacks(directory));
    return 0;
  }
  if (command === 'switch' && directory && rest[0]) return answer(await switchPack(directory, rest[0], rest[1]));
  if (command === 'revert' && directory) return answer(await revertPack(directory));
  if (command === 'check' && directory) return check(directory);
  if (command === 'calibrate' && directory && rest.length === 3) return calibrate(directory, rest);
  process.stderr.write(USAGE);
  return 2;
}

async function importSources(
  sources: readonly string[],
  library: string,
  values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'],
): Promise<number> {
  try {
    const request = await requestOf(sources, values);
    const outcome = await importPack(request, library, values['accept-warnings'] ?? false);
    print(outcome);
    if (outcome.isInstalled) return 0;
    process.stderr.write(
      '拓扑检查有问题，未启用；核对后加 --accept-warnings 导入。Topology problems: nothing was put in use; --accept-warnings imports all the same.\n',
    );
    return 1;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function calibrate(library: string, [layerId, surface, ground]: readonly string[]): Promise<number> {
  const source = await chosenPackIn(library);
  const prepared = join(library, `.preparing-${process.pid}`);
  const calibration = { layerId: layerId ?? '', surfaceM: Number(surface), groundM: Number(ground) };
  const made = await calibratePack(source ?? library, prepared, calibration);
  if (!made.ok) {
    process.stderr.write(`${made.failure.message}\n`);
    return 1;
  }
  const { version } = await installPack(library, made.value.id, prepared);
  return answer(await switchPack(library, made.value.id, version));
}

function answer(result: Awaited<ReturnType<typeof revertPack>>): number {
  if (result.ok) print(result.value ?? {});
  else process.stderr.write(`${result.failure.message}\n`);
  return result.ok ? 0 : 1;
}

async function check(directory: string): Promise<number> {
  const opened = await openPack(directory);
  if (!opened.ok) {
    print(opened.failure);
    return 1;
  }
  const { manifest, layers } = opened.value;
  const changedFiles = await opened.value.verifyFiles();
  await opened.value.close();
  print({ id: manifest.id, title: manifest.title, layers, changedFiles });
  return changedFiles.length === 0 && layers.every((layer) => layer.state === 'usable') ? 0 : 1;
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value, null, 1)}\n`);
}

process.exitCode = await main();
