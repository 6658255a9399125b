// The doctor: examines, treats when it may, and otherwise writes the prescription.
import { chooseNames, commandFor, install, installPrefix, refreshLists } from './apt.mjs';
import { isOnPath, missingForDisplays, missingOn, sandboxProblem } from './inspect.mjs';

/**
 * @param {{executable: string, directory: string, ownDisplay: boolean, mayInstall: boolean, forTests?: boolean}} need
 * @param {(line: string) => void} say
 * @returns {Promise<boolean>} true when the desktop can run
 */
export async function examine(need, say) {
  if (process.platform !== 'linux') return true;
  const healthy = await bringMissing(() => missingOn(need), need, say);
  // Without these the tests that want them are skipped, and say so; nothing else is worse off.
  if (need.forTests) await bringMissing(missingForDisplays, need, say);
  if (process.getuid?.() === 0) return healthy;
  const remedy = sandboxProblem(need.directory);
  if (remedy) say(`This system forbids Chromium's sandbox to ordinary users. Once, as an administrator: ${remedy}`);
  return healthy && remedy === null;
}

async function bringMissing(look, need, say) {
  const missing = look();
  if (missing.length === 0) return true;
  for (const item of missing) say(`Missing: ${item.what}${item.packages[0] ? ` (${item.packages[0]})` : ''}`);
  const alternatives = missing.map((item) => item.packages).filter((names) => names.length > 0);
  const prefix = need.mayInstall ? installPrefix() : null;
  if (prefix) {
    say('Installing with apt …');
    await refreshLists(prefix);
    const names = chooseNames(alternatives);
    const failure = await install(names, prefix);
    if (failure) say(`apt could not install them: ${failure}`);
    // A package can bring a library that itself lacks one; a second look tells the truth.
    const still = look();
    if (still.length === 0) {
      say(`Installed: ${names.join(' ')}`);
      return true;
    }
    say(`Still missing: ${still.map((item) => item.what).join(', ')}`);
  }
  say(
    isOnPath('apt-get')
      ? `To install: ${commandFor(chooseNames(alternatives))}`
      : 'Install these with your system’s package manager.',
  );
  return false;
}
