import type { Actor } from '#shared/domain/event.ts';

/** Who acts when the core itself does. */
export const SYSTEM: Actor = { kind: 'system', id: 'core' };
