/**
 * The application's entry, in the order things happen:
 * what was asked for, one instance per data folder, sandbox and schemes  → shell/prepare.ts
 * core, locks, protocols, windows, sound, screenshot                      → shell/shell.ts
 */
import { app } from 'electron';
import { outliveBugs, tell } from './shell/bugs.ts';
import { prepareApplication } from './shell/prepare.ts';
import { openShell } from './shell/shell.ts';

outliveBugs();
const launch = prepareApplication(process.argv);
if (launch !== null) {
  void app
    .whenReady()
    .then(() => openShell(launch))
    .catch((error: unknown) => {
      // A start that failed leaves nothing worth living on for.
      tell(error);
      app.exit(1);
    });
}
