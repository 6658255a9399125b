// npm run doctor [-- --retry] [-- --report]: what this machine lacks for the desktop; brings it when it may.
import { needsOwnDisplay } from './lib/display.mjs';
import { examine } from './lib/doctor/doctor.mjs';
import { resolveElectron } from './lib/electron-runtime.mjs';
import { resolveNode } from './lib/node-runtime.mjs';
import { forgetFailure } from './lib/official-runtime.mjs';

const options = new Set(process.argv.slice(2));
const say = (line) => console.log(line);

if (options.has('--retry')) forgetFailure();
try {
  console.log(`Node for the core: ${resolveNode().path}`);
  const runtime = await resolveElectron(say);
  for (const line of runtime.say) console.log(line);
  const ownDisplay = needsOwnDisplay();
  console.log(
    ownDisplay ? 'No display here: a virtual one (Xvfb) will be started.' : 'Display: the one of this desktop.',
  );
  const { executable, directory } = runtime;
  const healthy = await examine(
    { executable, directory, ownDisplay, mayInstall: !options.has('--report'), forTests: true },
    say,
  );
  console.log(healthy ? 'Everything the desktop needs is here.' : 'Not ready yet.');
  process.exit(healthy ? 0 : 1);
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
