/**
 * Which addresses may be fetched (RELIABILITY S14). A name is resolved once, what it means is checked, and the connection goes to
 * exactly that address: a name that means something else a moment later changes nothing.
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { LivePermit } from '#shared/domain/livePermit.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import { type MediaFault, mediaFault } from '../fault.ts';

const LONGEST_NAME = 253;
/** A resolver that does not answer must not hold a stream for ever. */
const RESOLVE_MS = 5_000;

export interface PinnedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

export type Resolve = (host: string) => Promise<readonly { readonly address: string }[]>;

/** Networks that may be fetched from: in a drill, which has no permit, none at all. Its pictures are files. */
export const reachableFrom = (permit: LivePermit | null, allowed: readonly string[]): readonly string[] =>
  permit ? allowed : [];

export class AddressRules {
  readonly #allowed = new BlockList();
  readonly #resolve: Resolve;

  /** `allowed` are CIDR blocks that `isAddressBlock` accepts. */
  constructor(allowed: readonly string[], resolve: Resolve = (host) => lookup(host, { all: true, verbatim: true })) {
    this.#resolve = resolve;
    for (const block of allowed) {
      const [address = '', bits] = block.split('/');
      this.#allowed.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
    }
  }

  allows(address: string): boolean {
    const plain = unmapped(address);
    const family = isIP(plain);
    return family !== 0 && this.#allowed.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  }

  /** Refuses `notAllowed` when nothing the name means may be fetched, `unreachable` when it means nothing. */
  async pin(host: string): Promise<Result<PinnedAddress, MediaFault>> {
    const name = host.replace(/^\[|\]$/g, '');
    if (name === '' || name.length > LONGEST_NAME) return mediaFault('notAllowed', 'no host name');
    const found = isIP(name) ? [{ address: name }] : await this.#ask(name);
    if (found.length === 0) return mediaFault('unreachable', `${name} means no address`);
    const chosen = found.map(({ address }) => unmapped(address)).find((address) => this.allows(address));
    if (chosen === undefined)
      return mediaFault('notAllowed', `${name} is at ${found[0]!.address}, which is not allowed`);
    return ok({ address: chosen, family: isIP(chosen) === 6 ? 6 : 4 });
  }

  async #ask(name: string): Promise<readonly { readonly address: string }[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<readonly { readonly address: string }[]>((resolve) => {
      timer = setTimeout(() => resolve([]), RESOLVE_MS);
    });
    try {
      return await Promise.race([this.#resolve(name), late]);
    } catch {
      return [];
    } finally {
      clearTimeout(timer);
    }
  }
}

/** `10.0.0.0/8`, `fd00::/8`: an address and a number of bits it can have. */
export function isAddressBlock(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  const family = isIP(address);
  return family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32);
}

/** `::ffff:127.0.0.1` is 127.0.0.1 in other letters, however they are written. */
function unmapped(address: string): string {
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (dotted) return dotted;
  const hex = /^(?:0*:){1,5}:?ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(address);
  if (!hex) return address;
  const [high, low] = [Number.parseInt(hex[1]!, 16), Number.parseInt(hex[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
