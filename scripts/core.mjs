// npm run core -- --data DIR [--config station.json] [--port N]: the core without a desktop, from its sources.
// Its standard output belongs to the ready line, so the demo district is built with words on standard error.
import { build } from './lib/build/build.mjs';
import { fromRoot } from './lib/paths.mjs';
import { runSource } from './lib/sources.mjs';

if (!process.env.PINGAN_PACK_DIR) {
  await build((line) => process.stderr.write(`${line}\n`), ['demo district']);
  process.env.PINGAN_PACK_DIR = fromRoot('dist/scenes/demo');
}
process.exit(await runSource('main/serve.ts', process.argv.slice(2)));
