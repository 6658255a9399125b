/** What a window shows, kept as evidence: the picture by its checksum, and in the journal whose camera, when and for which incident. */
import { createHash } from 'node:crypto';
import type { EvidenceStore } from '#main/core/evidence/store.ts';
import { type ChannelEventBody, channelStream } from '#shared/domain/channelEvents.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import { decideEvidence, type Evidence, evidenceKey } from '#shared/domain/evidence.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { SNAPSHOT_BYTES, type SnapshotAnswer, type SnapshotQuery } from '#shared/wire/video.ts';
import { refuseFault } from '../faults.ts';
import type { ChannelRegistry } from '../registry/registry.ts';

export interface SnapshotsParts {
  readonly registry: ChannelRegistry;
  readonly store: Pick<EvidenceStore, 'put'>;
  readonly clock: Clock;
  hasIncident(id: string): boolean;
  /** By `evidenceKey`. */
  held(subject: string): readonly Evidence[];
  /** Resolves with the seq of the last event, once all are on disk. */
  record(drafts: readonly Draft[], actor: Actor): Promise<number>;
}

export class Snapshots {
  readonly #parts: SnapshotsParts;

  constructor(parts: SnapshotsParts) {
    this.#parts = parts;
  }

  /** Refused with `unknownChannel`, `unknownIncident`, `notJpeg`, `fileTooLarge`, `consentWithdrawn`, or as the evidence store refuses. */
  async keep(channelId: string, query: SnapshotQuery, bytes: Buffer, actor: Actor): Promise<Result<SnapshotAnswer>> {
    const { registry, store, clock, hasIncident, held, record } = this.#parts;
    const { protocol, grade, incidentId = null } = query;
    const channel = registry.get(channelId);
    if (!channel) return refuse('unknownChannel', '没有这路视频');
    if (!registry.isListed(channel)) return refuseFault('consentWithdrawn');
    if (incidentId !== null && !hasIncident(incidentId)) return refuse('unknownIncident', '没有这起事件');
    if (bytes.length > SNAPSHOT_BYTES) return refuse('fileTooLarge', '截图过大');
    if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return refuse('notJpeg', '截图须为 JPEG 图片');
    const hash = createHash('sha256').update(bytes).digest('hex');
    const stored = await store.put(hash, bytes);
    if (!stored.ok) return stored;
    const file = stored.value;
    // A window's clock may run ahead; nothing was seen after it was kept.
    const shownAt = Math.min(query.shownAt, clock());
    const body: ChannelEventBody['channel.snapshotTaken'] = {
      ...{ channelId, name: channel.name, file, protocol, grade, shownAt, incidentId },
    };
    const drafts: Draft[] = [{ stream: channelStream(channelId), kind: 'channel.snapshotTaken', body }];
    if (incidentId !== null) {
      const subject = { kind: 'incident', id: incidentId } as const;
      const place = { lon: channel.lon, lat: channel.lat };
      const added = decideEvidence(held(evidenceKey(subject)), subject, file, { at: shownAt, place });
      if (!added.ok) return added;
      drafts.push(...added.value);
    }
    return ok({ ok: true, hash, seq: await record(drafts, actor) });
  }
}
