// npm run core -- --data DIR [--config station.json] [--port N]: the core without a desktop, from its sources.
import { runSource } from './lib/sources.mjs';

process.exit(await runSource('main/serve.ts', process.argv.slice(2)));
