import type { Scenario } from '#shared/wire/scenario.ts';

/** Those that come with the application, for the built-in demo district. */
export const BUILT_IN_SCENARIOS: readonly Scenario[] = [];
