/**
 * The evidence of an incident as one file for a court or an inspector: the pictures, the journal's own lines about them, a list of
 * checksums, and the station's signature under the list. `npm run evidence -- verify FILE` needs nothing else.
 */
import { createHash } from 'node:crypto';
import type { ChainRow } from '#main/core/journal/index.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { zipOf } from './zipWriter.ts';

export const HASH_LIST = 'hashes.sha256';
export const SIGNATURE = 'signature.json';
export const FACTS = 'facts.json';
export const EVENTS = 'events.jsonl';

export interface PacketFacts {
  readonly station: { readonly id: string; readonly name: string };
  readonly realm: 'live' | 'drill';
  readonly incident: { readonly id: string; readonly number: string };
  /** Epoch ms, and who asked for it. */
  readonly exportedAt: number;
  readonly exportedBy: string;
}

export interface PacketParts {
  readonly facts: PacketFacts;
  readonly rows: readonly ChainRow[];
  /** Null for a file that is not here. */
  read(hash: string): Promise<{ readonly bytes: Buffer; readonly extension: string } | null>;
  sign(text: string): { readonly publicKey: string; readonly value: string };
}

export interface Packet {
  readonly zip: Buffer;
  readonly files: number;
  /** SHA-256 of the list: what the journal keeps of an export. */
  readonly listHash: string;
}

const hashOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** Refused with `noEvidence`, or `evidenceMissing` naming the file that should be here. */
export async function writePacket({ facts, rows, read, sign }: PacketParts): Promise<Result<Packet>> {
  const hashes = [...new Set(rows.map(fileHashOf))];
  if (hashes.length === 0) return refuse('noEvidence', '这起事件没有证据文件');
  const entries: { name: string; bytes: Buffer }[] = [
    { name: FACTS, bytes: Buffer.from(`${JSON.stringify(facts, null, 1)}\n`) },
    { name: EVENTS, bytes: Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')) },
  ];
  for (const hash of hashes) {
    const found = await read(hash);
    if (!found) return refuse('evidenceMissing', `证据文件不在数据目录中：${hash.slice(0, 12)}`);
    entries.push({ name: `files/${hash}.${found.extension}`, bytes: found.bytes });
  }
  const list = entries.map(({ name, bytes }) => `${hashOf(bytes)}  ${name}\n`).join('');
  const signature = `${JSON.stringify({ algorithm: 'Ed25519', ...sign(list) }, null, 1)}\n`;
  const zip = zipOf([
    { name: HASH_LIST, bytes: Buffer.from(list) },
    { name: SIGNATURE, bytes: Buffer.from(signature) },
    ...entries,
  ]);
  return ok({ zip, files: hashes.length, listHash: hashOf(list) });
}

/** Every event that is put into a packet speaks of one file. */
export const fileHashOf = ({ row }: ChainRow): string =>
  (JSON.parse(row.body) as { file?: { hash?: string } }).file?.hash ?? '';
