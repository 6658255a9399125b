/** The hand-over as a file, `交接班-站-时间.pingan-handover`: one JSON with the packet, its page, and the signature of the station over both. */
import { z } from 'zod';
import { INCIDENT_KINDS, INCIDENT_LEVELS } from '../catalog/incidentKinds.ts';
import { ITEM_KINDS } from '../domain/handOverItems.ts';
import { latitudeSchema, longitudeSchema } from '../domain/place.ts';

export const HAND_OVER_BYTES = 4 * 1024 * 1024;
export const HAND_OVER_FORMAT = 'pingan-handover';
const MOST_ITEMS = 5_000;

const id = z.string().min(1).max(200);
const words = z.string().max(2_000);
const at = z.number().int().min(0).max(8.64e15);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const person = z.strictObject({ accountId: id, name: words });
const base64 = z
  .string()
  .max(400)
  .regex(/^[A-Za-z0-9+/]+=*$/);

const item = z.strictObject({
  key: id,
  kind: z.enum(ITEM_KINDS),
  id,
  number: z.string().max(60).nullable(),
  incidentKind: z.enum(INCIDENT_KINDS).nullable(),
  level: z.union(INCIDENT_LEVELS.map((level) => z.literal(level))).nullable(),
  name: words,
  address: words.nullable(),
  point: z.strictObject({ lon: longitudeSchema, lat: latitudeSchema }).nullable(),
  code: z.string().max(120),
  sinceAt: at,
  dueAt: at.nullable(),
  who: z.array(words).max(100),
  promises: z
    .array(
      z.strictObject({
        code: z.enum(['urge', 'transferOut', 'transferIn', 'checkAgain', 'report']),
        text: words,
        dueAt: at.nullable(),
      }),
    )
    .max(100),
  text: words.nullable(),
  digest: z.string().max(80),
});

export const handOverPacketSchema = z.strictObject({
  station: z.strictObject({ id, name: words }),
  realm: z.enum(['live', 'drill']),
  exportedAt: at,
  /** The journal it was taken from, as it stood: whoever has that journal can find this place in it. */
  chainHead: z.strictObject({ seq: z.number().int().min(0), hash: z.string().max(64) }),
  handOverId: id,
  state: z.enum(['open', 'sealed', 'completed']),
  shift: z.strictObject({ id, name: words, startAt: at, endAt: at }),
  giver: person,
  taker: person.nullable(),
  signatures: z
    .array(
      z.strictObject({
        as: z.enum(['giver', 'taker']),
        name: words,
        at,
        hash: sha256,
        means: z.enum(['session', 'password']),
      }),
    )
    .max(2),
  items: z.array(item).max(MOST_ITEMS),
});
export type HandOverPacket = z.output<typeof handOverPacketSchema>;

export const handOverFileSchema = z.strictObject({
  format: z.literal(HAND_OVER_FORMAT),
  version: z.literal(1),
  /** JSON text of the packet, exactly as it was signed. */
  packet: z.string().min(2).max(HAND_OVER_BYTES),
  /** The same as a page to read and print. Never shown by this application. */
  html: z.string().max(HAND_OVER_BYTES),
  /** Over `pingan-handover-1` LF SHA-256 of the packet's UTF-8 in hex LF that of the page. */
  signature: z.strictObject({ algorithm: z.literal('Ed25519'), publicKey: base64, value: base64 }),
});
export type HandOverFile = z.output<typeof handOverFileSchema>;

/** A file that was looked at: what is in it, and by which key it is vouched for. */
export interface ReadPacket {
  /** SHA-256 of the packet's text: what `handOver.import` names. */
  readonly fileHash: string;
  /** SHA-256 of the station's public key, to be compared with what that station shows. */
  readonly fingerprint: string;
  readonly packet: HandOverPacket;
}
