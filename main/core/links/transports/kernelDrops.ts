/** Datagrams the kernel threw away because a socket's buffer was full: lost before any program could see them. */
import { readFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';

/** Since the socket was opened; null where the system does not tell (only Linux does) or the socket is not listed. */
export async function readKernelDrops(address: string, port: number): Promise<number | null> {
  try {
    const table = await readFile(isIPv4(address) ? '/proc/net/udp' : '/proc/net/udp6', 'latin1');
    return findKernelDrops(table, address, port);
  } catch {
    return null;
  }
}

/** Columns: slot, local address:port, …, drops last. Addresses are hex in host byte order: 127.0.0.1 is 0100007F. */
export function findKernelDrops(table: string, address: string, port: number): number | null {
  const portHex = port.toString(16).toUpperCase().padStart(4, '0');
  const addressHex = isIPv4(address)
    ? address
        .split('.')
        .reverse()
        .map((part) => Number(part).toString(16).toUpperCase().padStart(2, '0'))
        .join('')
    : '';
  for (const line of table.split('\n')) {
    const columns = line.trim().split(/\s+/);
    const local = columns[1] ?? '';
    if (!local.endsWith(`:${portHex}`) || !local.startsWith(addressHex)) continue;
    const drops = Number(columns.at(-1));
    return Number.isFinite(drops) ? drops : null;
  }
  return null;
}
