// npm run build: dist/ from the sources, only what changed.
import { build } from './lib/build/build.mjs';

try {
  await build();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
