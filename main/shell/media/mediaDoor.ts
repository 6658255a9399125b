/**
 * Through here a utility process enters the media program, whose path is its argument: the oldest Electron we run on starts only
 * CommonJS there, and the program is a module.
 */
import { pathToFileURL } from 'node:url';

import(pathToFileURL(process.argv[2] ?? '').href).catch((error: Error) => {
  process.stderr.write(`media: ${error.message}\n`);
  process.exit(1);
});
