// The types of inspect.mjs for tests that are TypeScript.
export interface Missing {
  readonly what: string;
  readonly packages: readonly string[];
}

export function missingForDisplays(): readonly Missing[];
