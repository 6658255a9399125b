import { z } from 'zod';

// As in the window itself: our policy forbids `new Function`, so zod must be told before the first schema is made.
z.config({ jitless: true });
