/** Files beside the journal that events speak of: evidence of the field, hand-over packets. */
import { EvidenceStore } from '#main/core/evidence/store.ts';
import { HandOverDesk } from '#main/core/handover/index.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { EvidenceEventBody } from '#shared/domain/evidence.ts';
import type { World } from '#shared/domain/world.ts';
import type { Root } from './root.ts';

export interface Records {
  readonly evidence: EvidenceStore;
  readonly handOvers: HandOverDesk;
}

export function wireRecords({ station, directory, clock, secret, desk, store }: Root): Records {
  const evidence = new EvidenceStore(directory);
  evidence.settle(evidenceOf(desk.world), clock());
  store.add(desk.onEvents((events) => keepEvidence(events, evidence)));
  return { evidence, handOvers: new HandOverDesk(desk, { ...station.station, realm: station.realm }, secret) };
}

function evidenceOf({ field }: World): (hash: string) => boolean {
  const hashes = new Set([...field.evidence.values()].flatMap((held) => held.map(({ hash }) => hash)));
  return (hash) => hashes.has(hash);
}

function keepEvidence(events: readonly StoredEvent[], evidence: EvidenceStore): void {
  for (const { kind, body } of events) {
    if (kind === 'evidence.added') evidence.keep((body as EvidenceEventBody['evidence.added']).file.hash);
  }
}
