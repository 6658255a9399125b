// Scene packs from the command line: the built-in demo district, a city's own files, and a check of any pack.
import { parseArgs } from 'node:util';
import { openPack } from '#main/pack/index.ts';
import { writeDemoPack } from './demo/pack.ts';
import { citySources } from './import/cityFolder.ts';
import { importCity } from './import/importCity.ts';

const USAGE = `用法 Usage:
  scene demo --out DIR                             生成内置演示城区 write the built-in demo district
  scene import --from DIR --out DIR [--id ID] [--title TEXT] [--district CODE] [--attribution TEXT]
                                                   导入一座城市 import a city's own files
  scene check DIR                                  逐层检查场景包 check every layer and every file of a pack
`;

const options = {
  out: { type: 'string' },
  from: { type: 'string' },
  id: { type: 'string' },
  title: { type: 'string' },
  district: { type: 'string' },
  attribution: { type: 'string', multiple: true },
} as const;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const [command, directory] = positionals;
  if (command === 'demo' && values.out) {
    print(await writeDemoPack(values.out));
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
  if (command === 'check' && directory) return check(directory);
  process.stderr.write(USAGE);
  return 2;
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
