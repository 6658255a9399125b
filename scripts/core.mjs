// npm run core -- --data DIR [--config station.json] [--port N]: the core without a desktop, from its sources.
// Its standard output belongs to the ready line, so the demo district is built with words on standard error.
import { build } from './lib/build/build.mjs';
import { fromRoot } from './lib/paths.mjs';
import { runSource } from './lib/sources.mjs';

const env = { ...process.env };
if (!env.PINGAN_PACK_DIR) {
  await bringDemoDistrict();
  env.PINGAN_PACK_DIR = fromRoot('dist/scenes/demo');
}
await runSource('main/serve.ts', process.argv.slice(2), env);

async function bringDemoDistrict() {
  try {
    await build((line) => line.endsWith('unchanged') || process.stderr.write(`${line}\n`), ['demo district']);
  } catch (error) {
    // A station with a scene of its own does without; one that needs it is refused by the core in words.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
}
