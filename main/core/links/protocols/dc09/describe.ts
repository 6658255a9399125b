/** A decoded frame as plain JSON: what `npm run decode` prints and the link panel shows. Field names are an interface. */
import { type EventFront, frontOf } from '../front.ts';
import type { Decoded, FaultReason } from './decode.ts';
import type { Extension } from './message.ts';

export type FrameDescription =
  | {
      readonly ok: true;
      readonly token: string;
      readonly encrypted: boolean;
      readonly sequence: string;
      readonly receiver: string | null;
      readonly line: string | null;
      readonly account: string;
      /** ISO 8601 UTC; null when none was sent or it names no real moment. */
      readonly timestamp: string | null;
      readonly events: readonly EventDescription[];
      readonly extensions: readonly Extension[];
    }
  | { readonly ok: false; readonly reason: FaultReason };

type EventDescription =
  | { kind: 'cid'; qualifier: number; code: string; partition: string; zone: string }
  | { kind: 'sia'; code: string; address: string | null; text: string | null };

/** With the first event and what it means in front: what people are shown. */
export function describeFrame(decoded: Decoded): FrameDescription | (FrameDescription & EventFront) {
  const described = describe(decoded);
  return described.ok ? { ...described, ...frontOf(decoded.ok ? decoded.message.events : []) } : described;
}

export function describe(decoded: Decoded): FrameDescription {
  if (!decoded.ok) return { ok: false, reason: decoded.reason };
  const { header, time, events, extensions } = decoded.message;
  // §1.5: an encrypted message must end in a time. The receiver may still answer it with NAK; a reader cannot trust it.
  if (header.isEncrypted && time === null) return { ok: false, reason: 'decrypt' };
  return {
    ok: true,
    token: header.token,
    encrypted: header.isEncrypted,
    sequence: header.sequence,
    receiver: header.receiver,
    line: header.line,
    account: header.account,
    timestamp: time === null || time.at === null ? null : new Date(time.at).toISOString(),
    events: events.map((event) =>
      event.kind === 'cid'
        ? {
            kind: event.kind,
            qualifier: event.qualifier,
            code: event.code,
            partition: event.partition,
            zone: event.zone,
          }
        : { kind: event.kind, code: event.code, address: event.address, text: event.text },
    ),
    extensions,
  };
}
