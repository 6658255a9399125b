/**
 * Which hosts a webhook may reach (RELIABILITY S14): those of station.json and no other, and only at addresses that lie where the
 * configuration says, asked after the name was resolved and used for the connection itself, so that a name cannot turn elsewhere
 * in between.
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { NoticesConfig } from '#shared/wire/notices.ts';

export type WebhookHost = NoticesConfig['webhooks'][number];

/** Not on the public internet: this machine, its neighbours, and what stands for other things. */
const NOT_PUBLIC = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3'],
  ...['::/127', '::ffff:0:0/96', '64:ff9b::/96', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16'],
  ...['fc00::/7', 'fe80::/10', 'ff00::/8'],
];

/** `host:port` as both sides of the comparison write it. */
export const authorityOf = (url: URL): string => `${url.hostname.toLowerCase()}:${url.port || '443'}`;

export function findHost(hosts: readonly WebhookHost[], url: string): WebhookHost | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' || parsed.username || parsed.password) return undefined;
  return hosts.find(({ host }) => authorityOf(new URL(`https://${host}`)) === authorityOf(parsed));
}

/** One address it may connect to. Fails with `notAllowed` where any address of the name lies outside, `unreachable` where none is. */
export async function resolveAllowed(
  { hostname }: URL,
  { networks }: Pick<WebhookHost, 'networks'>,
): Promise<Result<{ readonly address: string; readonly family: 4 | 6 }>> {
  const name = hostname.replace(/^\[|\]$/g, '');
  const found = await addressesOf(name);
  if (found.length === 0) return refuse('unreachable', name);
  const listed = listOf(networks.length > 0 ? networks : NOT_PUBLIC);
  const isAllowed = (address: string) => contains(listed, address) === networks.length > 0;
  const stray = found.find((address) => !isAllowed(address));
  if (stray !== undefined) return refuse('notAllowed', stray);
  const [address = ''] = found;
  return ok({ address, family: isIP(address) === 6 ? 6 : 4 });
}

async function addressesOf(name: string): Promise<string[]> {
  if (isIP(name) !== 0) return [name];
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    const family = isIP(address);
    if (family !== 0) list.addSubnet(address, Number(bits), family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

const contains = (list: BlockList, address: string) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
