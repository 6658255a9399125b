import { z } from 'zod';

// zod compiles its parsers with `new Function` where it may. Our policy forbids that, and even the attempt is reported as a
// violation, so it must be told before the first schema is made: this is the first import of the window.
z.config({ jitless: true });
