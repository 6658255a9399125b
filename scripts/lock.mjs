// node scripts/lock.mjs: after `npm install` against a partial mirror, adds the other platforms' packages to package-lock.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { completed, missingFromLock } from './lib/lock-completeness.mjs';
import { fromRoot } from './lib/paths.mjs';

const file = fromRoot('package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingFromLock(lock);
if (missing.length > 0) writeFileSync(file, `${JSON.stringify(completed(lock), null, 2)}\n`);
for (const { at, entry } of missing) console.log(`added ${at} ${entry.version}`);
console.log(missing.length === 0 ? 'The lock names every platform.' : `${missing.length} packages added.`);
