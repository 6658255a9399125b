/** Files beside the journal that events speak of: evidence of the field, hand-over packets. */
import { type Packet, type PacketParts, writePacket } from '#main/core/evidence/packet.ts';
import { EvidenceStore } from '#main/core/evidence/store.ts';
import { HandOverDesk } from '#main/core/handover/index.ts';
import { StationKey } from '#main/core/handover/stationKey.ts';
import { isSnapshot } from '#main/core/journal/index.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { EvidenceEventBody } from '#shared/domain/evidence.ts';
import type { World } from '#shared/domain/world.ts';
import type { Result } from '#shared/kit/result.ts';
import type { Root } from './root.ts';

export interface Records {
  readonly evidence: EvidenceStore;
  readonly handOvers: HandOverDesk;
  /** Evidence of an incident as one file, signed with the station's key. */
  packEvidence(asked: Pick<PacketParts, 'facts' | 'rows'>): Promise<Result<Packet>>;
}

export function wireRecords({ station, directory, clock, secret, journal, desk, store }: Root): Records {
  const evidence = new EvidenceStore(directory);
  const isOfWorld = evidenceOf(desk.world);
  evidence.settle((hash) => isOfWorld(hash) || isSnapshot(journal.query(), hash), clock());
  store.add(desk.onEvents((events) => keepEvidence(events, evidence)));
  const key = new StationKey(secret);
  return {
    evidence,
    handOvers: new HandOverDesk(desk, { ...station.station, realm: station.realm }, secret),
    packEvidence: (asked) =>
      writePacket({
        ...asked,
        async read(hash) {
          const found = await evidence.read(hash);
          return found && { bytes: found.bytes, extension: found.extension };
        },
        sign: (text) => ({ publicKey: key.publicKey, value: key.sign(text) }),
      }),
  };
}

const SPEAKS_OF_FILES: ReadonlySet<string> = new Set(['evidence.added', 'channel.snapshotTaken', 'call.recordingKept']);

function evidenceOf({ field }: World): (hash: string) => boolean {
  const hashes = new Set([...field.evidence.values()].flatMap((held) => held.map(({ hash }) => hash)));
  for (const { recordings } of field.calls.values()) for (const { file } of recordings) hashes.add(file.hash);
  return (hash) => hashes.has(hash);
}

function keepEvidence(events: readonly StoredEvent[], evidence: EvidenceStore): void {
  for (const { kind, body } of events) {
    if (SPEAKS_OF_FILES.has(kind)) evidence.keep((body as EvidenceEventBody['evidence.added']).file.hash);
  }
}
