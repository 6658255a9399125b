/**
 * What is decided about channels, and who looked through them. The channels themselves are no events: they are folded in the core
 * from the scene, station.json, imports and media servers (docs/decisions/2026-11-22-video.md).
 */
import { z } from 'zod';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { PtzVector } from '../wire/ptz.ts';
import type { OpenRequest, PlayProtocol } from '../wire/video.ts';
import type { Channel, StreamGrade } from './channel.ts';
import type { Draft } from './event.ts';
import type { EvidenceFile } from './evidence.ts';

/** Why somebody looked: beside the event's own actor and time. */
export type WatchReason = OpenRequest['reason'];

export type ChannelEventBody = {
  /** Somebody began to look. A look that goes on, and a reconnection, are not told again for a while. */
  'channel.watched': { channelId: string; name: string; grade: StreamGrade; reason: WatchReason };
  /**
   * A look told before has ended, by that actor and for that reason; told some minutes later, for whoever comes back goes on.
   * `untilAt`: when the last picture was closed. A core that was stopped meanwhile never tells it.
   */
  'channel.left': { channelId: string; name: string; reason: WatchReason; untilAt: number };
  'channel.consentGiven': { channelId: string; name: string; owner: string | null; reason: string };
  'channel.consentWithdrawn': { channelId: string; name: string; owner: string | null; reason: string };
  'channel.snapshotTaken': {
    channelId: string;
    name: string;
    file: EvidenceFile;
    protocol: PlayProtocol;
    grade: StreamGrade;
    /** Wall clock of the frame as the window knew it, never after it was recorded. */
    shownAt: number;
    incidentId: string | null;
  };
  /** Somebody noted what was seen at a moment; `shownAt` as for a snapshot. */
  'channel.marked': { channelId: string; name: string; shownAt: number; note: string; incidentId: string | null };
  /** Somebody moved the camera, or took it out of another's hands; `isByItself`: nobody went on, so it was stopped. */
  'channel.turned': {
    channelId: string;
    name: string;
    order:
      | ({ kind: 'move' } & PtzVector)
      | { kind: 'stop'; isByItself: boolean }
      | { kind: 'preset'; preset: string }
      | { kind: 'take'; from: string };
  };
  /** The list now kept under this checksum counts; `fileName` is the one it was read from. */
  'channels.imported': {
    hash: string;
    fileName: string;
    mode: ImportMode;
    total: number;
    added: number;
    changed: number;
  };
};

/** `replace`: what an earlier import stated and this list leaves out is gone. */
export const IMPORT_MODES = ['add', 'replace'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

const channelId = z.string().min(1).max(40);
const reason = z.string().trim().min(2).max(300);

export const CHANNEL_COMMAND_BODIES = {
  'channel.giveConsent': z.strictObject({
    channelId,
    reason: reason.describe('how the owner consented: the paper, the call; goes into the journal'),
  }),
  'channel.withdrawConsent': z.strictObject({ channelId, reason }),
  'channel.mark': z.strictObject({
    channelId,
    shownAt: z.number().int().positive().describe('epoch ms of the frame that is marked'),
    note: z.string().trim().min(1).max(200),
    incidentId: z.string().min(1).max(80).optional(),
  }),
  'channels.import': z.strictObject({
    previewId: z.string().min(1).max(80),
    mode: z
      .enum(IMPORT_MODES)
      .default('add')
      .describe('replace: what an earlier list stated and this one omits is gone'),
  }),
} as const;
export type ChannelCommandKind = keyof typeof CHANNEL_COMMAND_BODIES;

export const channelStream = (id: string) => `channel:${id}`;
export const CHANNELS_STREAM = 'channels:registry';

/** Consent of the owner of a private camera; `isGiven` as it stands now. */
export function decideConsent(
  channel: Pick<Channel, 'id' | 'name' | 'owner' | 'isPrivate'> | undefined,
  isGiven: boolean,
  command: { readonly gives: boolean; readonly reason: string },
): Result<Draft[]> {
  if (!channel) return refuse('unknownChannel', '没有这路视频');
  if (!channel.isPrivate) return refuse('channelNotPrivate', '这路视频不是社会自建，无需同意');
  if (isGiven === command.gives)
    return command.gives ? refuse('consentStands', '业主已同意') : refuse('noConsent', '业主没有同意，无可撤回');
  const { id, name, owner } = channel;
  const kind = command.gives ? 'channel.consentGiven' : 'channel.consentWithdrawn';
  const body: ChannelEventBody[typeof kind] = { channelId: id, name, owner, reason: command.reason };
  return ok([{ stream: channelStream(id), kind, body }]);
}
