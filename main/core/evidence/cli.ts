/** `npm run evidence -- verify FILE [--fingerprint HEX]`: whether a packet of evidence is what the station signed. Exit code: 0 sound · 1 not · 2 wrong use. */
import { parseArgs } from 'node:util';
import { verifyPacket } from './verify.ts';

const USAGE = `usage: evidence verify FILE [--fingerprint HEX]   check every file, event and the signature of an exported packet
`;

process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  const asked = read(args);
  if (!asked) {
    process.stderr.write(USAGE);
    return 2;
  }
  const { isSound, lines } = await verifyPacket(asked.file, asked.fingerprint);
  for (const line of [...lines, isSound ? 'sound' : 'NOT SOUND']) process.stdout.write(`${line}\n`);
  return isSound ? 0 : 1;
}

function read(args: readonly string[]): { readonly file: string; readonly fingerprint: string | null } | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { fingerprint: { type: 'string' } },
    });
    const [command, file, ...more] = positionals;
    if (command !== 'verify' || file === undefined || more.length > 0) return null;
    return { file, fingerprint: values.fingerprint ?? null };
  } catch {
    return null;
  }
}
