/** As whom a token counts at a core: asked of the core itself, whatever a page says of its officer. */
import { z } from 'zod';
import { ROLES, type Role } from '#shared/wire/roles.ts';

const factsSchema = z.object({ role: z.enum(ROLES) });

/** Null: it counts for nothing there, or nobody answers. */
export async function roleOf(url: string | null, token: string): Promise<Role | null> {
  if (url === null) return null;
  try {
    const answer = await fetch(`${url}/api/session`, { headers: { authorization: `Bearer ${token}` } });
    const facts = factsSchema.safeParse(await answer.json());
    return answer.ok && facts.success ? facts.data.role : null;
  } catch {
    return null;
  }
}
