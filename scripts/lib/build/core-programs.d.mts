// The types of core-programs.mjs for tests that are TypeScript.
export const corePrograms: readonly (readonly [source: string, output: string])[];
export function coreOutputs(): string[];
