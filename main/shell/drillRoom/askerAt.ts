/** As whom a token counts at this machine's own core: asked of the core itself, whatever a page says of its officer. */
import { z } from 'zod';
import type { DrillRoomAsker } from '#shared/wire/drillRoom.ts';
import { ROLES } from '#shared/wire/roles.ts';
import type { SessionFacts } from '#shared/wire/session.ts';

const factsSchema: z.ZodType<Pick<SessionFacts, 'role' | 'bearer' | 'signIn'>> = z.object({
  role: z.enum(ROLES),
  bearer: z.enum(['person', 'machine', 'program']),
  signIn: z.enum(['required', 'unset', 'off']),
});

/** Null: it counts for nothing there, or nobody answers. */
export async function askerAt(url: string | null, token: string): Promise<DrillRoomAsker | null> {
  if (url === null) return null;
  try {
    const answer = await fetch(`${url}/api/session`, { headers: { authorization: `Bearer ${token}` } });
    const facts = factsSchema.safeParse(await answer.json());
    if (!answer.ok || !facts.success) return null;
    const { role, bearer, signIn } = facts.data;
    // A page of this machine shows no other machine's token.
    return { role, signIn, isOwn: bearer === 'machine' };
  } catch {
    return null;
  }
}
