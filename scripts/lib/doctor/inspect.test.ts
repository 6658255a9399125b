import { describe, expect, test } from 'vitest';
import { chooseNames, commandFor } from './apt.mjs';
import { missingLibraries, parseLdd } from './inspect.mjs';

const lddOfABareMachine = `
\tlinux-vdso.so.1 (0x00007ffd)
\tlibffmpeg.so => /opt/electron/./libffmpeg.so (0x00007f1)
\tlibnss3.so => not found
\tlibsmime3.so => not found
\tlibnss3.so => not found
\tlibasound.so.2 => not found
\tlibnewest.so.9 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f2)
`;

describe('the doctor', () => {
  test('reads from ldd which libraries the loader cannot find, each once', () => {
    expect(parseLdd(lddOfABareMachine)).toEqual(['libnss3.so', 'libsmime3.so', 'libasound.so.2', 'libnewest.so.9']);
  });

  test('names one package for the libraries it brings and admits when it knows none', () => {
    expect(missingLibraries(parseLdd(lddOfABareMachine))).toEqual([
      { what: 'libnss3.so, libsmime3.so', packages: ['libnss3'] },
      { what: 'libasound.so.2', packages: ['libasound2', 'libasound2t64'] },
      { what: 'libnewest.so.9', packages: [] },
    ]);
  });

  test('takes the name this release of Debian or Ubuntu knows', () => {
    const newer = new Set(['libasound2t64', 'libnss3']);
    const alternatives = [['libnss3'], ['libasound2', 'libasound2t64'], ['xvfb']];
    expect(chooseNames(alternatives, (name: string) => newer.has(name))).toEqual(['libnss3', 'libasound2t64', 'xvfb']);
  });

  test('prescribes the exact command to someone who may not install', () => {
    expect(commandFor(['libnss3', 'xvfb'])).toBe(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends libnss3 xvfb',
    );
  });
});
