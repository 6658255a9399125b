/** What the core knows of sight: the ground a camera sees, and the ground no camera sees. */
import { type BlindAnswer, blindAnswerSchema, type SeenArea, seenAreaSchema } from '#shared/wire/video.ts';
import { askCore, type CoreDoor } from './askCore.ts';

/** Null when nobody answered. */
export async function seenAreaOf(door: CoreDoor | null, channelId: string): Promise<SeenArea | null> {
  const read = async (response: Response) => seenAreaSchema.parse(await response.json());
  const answer = await askCore(door, `/api/video/channels/${encodeURIComponent(channelId)}/seen`, read);
  return answer.ok ? answer.value : null;
}

/** Null when nobody answered. */
export async function blindSpots(door: CoreDoor | null): Promise<BlindAnswer | null> {
  const read = async (response: Response) => blindAnswerSchema.parse(await response.json());
  const answer = await askCore(door, '/api/video/blind', read);
  return answer.ok ? answer.value : null;
}
