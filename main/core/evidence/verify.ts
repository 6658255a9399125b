/** Checks a packet of evidence and says line by line what holds and what does not. Everything in it is hostile. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isSignedBy, keyFingerprint } from '#main/core/handover/stationKey.ts';
import { type ChainRow, rowHash } from '#main/core/journal/index.ts';
import { openZip } from '#main/pack/zip.ts';
import { EVENTS, FACTS, fileHashOf, HASH_LIST, SIGNATURE } from './packet.ts';

export interface PacketCheck {
  /** True when nothing is wrong. */
  readonly isSound: boolean;
  readonly lines: readonly string[];
}

const LINE = /^([0-9a-f]{64}) {2}(.{1,200})$/;
const ENTRIES_MOST = 2_000;
const signatureSchema = z.strictObject({
  algorithm: z.literal('Ed25519'),
  publicKey: z.string().max(200),
  value: z.string().max(200),
});
const rowSchema = z.object({
  previousHash: z.string().regex(/^[0-9a-f]{64}$/),
  row: z.object({
    ...{
      seq: z.number(),
      id: z.string(),
      stream: z.string(),
      version: z.number(),
      station: z.string(),
      at: z.number(),
    },
    ...{ actor: z.string(), realm: z.enum(['live', 'drill']), kind: z.string(), body: z.string(), hash: z.string() },
  }),
});

/** `fingerprint`: of the key that must have signed, as the station shows it; without it the one found is only told. */
export async function verifyPacket(path: string, fingerprint: string | null): Promise<PacketCheck> {
  const lines: string[] = [];
  let isSound = true;
  const fault = (line: string) => {
    isSound = false;
    lines.push(`FAULT ${line}`);
  };
  const opened = await openZip(path);
  if (!opened.ok) return { isSound: false, lines: [`FAULT ${path}: ${opened.failure.message}`] };
  const archive = opened.value;
  try {
    const names = [...archive.names()];
    if (names.length > ENTRIES_MOST) return { isSound: false, lines: ['FAULT more entries than any packet has'] };
    const bytesOf = async (name: string): Promise<Buffer | null> => {
      const read = await archive.read(name).catch(() => null);
      return read?.ok && read.value ? Buffer.from(read.value) : null;
    };
    const list = (await bytesOf(HASH_LIST))?.toString('utf8');
    if (list === undefined) return { isSound: false, lines: [`FAULT ${HASH_LIST} is missing or damaged`] };
    const listed = new Map<string, string>();
    for (const line of list.split('\n').filter(Boolean)) {
      const match = LINE.exec(line);
      if (match) listed.set(match[2]!, match[1]!);
      else fault(`${HASH_LIST}: not a line of a list: ${line.slice(0, 40)}`);
    }
    for (const [name, hash] of listed) {
      const bytes = await bytesOf(name);
      if (!bytes) fault(`${name}: missing or damaged`);
      else if (createHash('sha256').update(bytes).digest('hex') !== hash) fault(`${name}: is not what was listed`);
    }
    for (const name of names)
      if (!listed.has(name) && name !== HASH_LIST && name !== SIGNATURE) fault(`${name}: is in no list`);
    lines.push(`files: ${[...listed.keys()].filter((name) => name.startsWith('files/')).length}`);
    const signature = signatureSchema.safeParse(parsed(await bytesOf(SIGNATURE)));
    if (!signature.success) fault(`${SIGNATURE}: missing or broken`);
    else {
      const { publicKey, value } = signature.data;
      if (!isSignedBy(publicKey, list, value)) fault('the signature does not belong to this list');
      const found = keyFingerprint(publicKey);
      lines.push(`signed by: ${found}`);
      if (fingerprint !== null && found !== fingerprint.toLowerCase()) fault(`not signed by ${fingerprint}`);
    }
    const rows = ((await bytesOf(EVENTS))?.toString('utf8') ?? '').split('\n').filter(Boolean).map(parsed);
    const spoken = new Set<string>();
    for (const [at, value] of rows.entries()) {
      const row = rowSchema.safeParse(value);
      if (!row.success) {
        fault(`${EVENTS} line ${at + 1}: not an event`);
        continue;
      }
      const { previousHash, row: event } = row.data;
      if (rowHash(previousHash, event) !== event.hash)
        fault(`${EVENTS} line ${at + 1}: seq ${event.seq} is not the event it was`);
      const file = parsed(event.body) === undefined ? '' : fileHashOf(row.data as ChainRow);
      spoken.add(file);
    }
    lines.push(`events: ${rows.length}`);
    for (const name of listed.keys()) {
      const file = /^files\/([0-9a-f]{64})\./.exec(name)?.[1];
      if (file === undefined && name !== FACTS && name !== EVENTS) fault(`${name}: belongs to no packet`);
      if (file !== undefined && file !== listed.get(name)) fault(`${name}: is not called by its checksum`);
      if (file !== undefined && !spoken.has(file)) fault(`${name}: no event speaks of it`);
    }
    for (const file of spoken)
      if (![...listed.values()].includes(file)) fault(`an event speaks of ${file.slice(0, 12)}, which is not here`);
    return { isSound, lines };
  } finally {
    await archive.close();
  }
}

function parsed(bytes: Buffer | string | null): unknown {
  if (bytes === null) return undefined;
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    return undefined;
  }
}
