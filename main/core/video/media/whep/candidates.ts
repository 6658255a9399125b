/**
 * Our answer's ICE candidates. The library gathers the addresses of the network and leaves out loopback; a window on this very
 * machine should not need a network to see a camera's loop, and a machine may have none.
 */
const LOOPBACK = '127.0.0.1';

/** Adds the loopback address at each port that was gathered on an IPv4 of this machine; the socket listens there as well. */
export function withLoopback(sdp: string, ownAddresses: readonly string[]): string {
  const lines = sdp.split('\r\n');
  const candidates = lines.filter((line) => line.startsWith('a=candidate:'));
  if (candidates.some((line) => line.includes(` ${LOOPBACK} `))) return sdp;
  const ports = new Set(candidates.flatMap((line) => portOf(line, ownAddresses) ?? []));
  if (ports.size === 0) return sdp;
  const added = [...ports].map((port) => `a=candidate:pingan 1 UDP 1 ${LOOPBACK} ${port} typ host`);
  const at = lines.lastIndexOf(candidates.at(-1)!);
  return [...lines.slice(0, at + 1), ...added, ...lines.slice(at + 1)].join('\r\n');
}

function portOf(line: string, ownAddresses: readonly string[]): string | null {
  const match = /^a=candidate:\S+ \d+ UDP \d+ (\S+) (\d+) typ host/i.exec(line);
  return match && ownAddresses.includes(match[1]!) ? match[2]! : null;
}
