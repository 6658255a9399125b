/** Which program has a port: Linux tells it of programs of the same user. */
import { readdir, readFile, readlink } from 'node:fs/promises';

/** `name (pid)`; null where it cannot be known. */
export async function portHolder(kind: 'udp' | 'tcp', port: number): Promise<string | null> {
  try {
    const tables = await Promise.all(
      [`/proc/net/${kind}`, `/proc/net/${kind}6`].map((path) => readFile(path, 'latin1').catch(() => '')),
    );
    const inodes = new Set(tables.flatMap((table) => findInodes(table, kind, port)));
    if (inodes.size === 0) return null;
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      if (await holds(pid, inodes)) return `${(await readFile(`/proc/${pid}/comm`, 'utf8')).trim()} (${pid})`;
    }
  } catch {
    // Another system, or a process that ended while we looked.
  }
  return null;
}

const LISTENING = '0A';

/** Columns: slot, local address:port, remote, state … inode tenth. */
function findInodes(table: string, kind: 'udp' | 'tcp', port: number): string[] {
  const portHex = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    const isOurs = columns[1]?.endsWith(`:${portHex}`) && (kind === 'udp' || columns[3] === LISTENING);
    return isOurs && columns[9] !== undefined ? [columns[9]] : [];
  });
}

async function holds(pid: string, inodes: ReadonlySet<string>): Promise<boolean> {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
  for (const file of files) {
    const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined && inodes.has(inode)) return true;
  }
  return false;
}
