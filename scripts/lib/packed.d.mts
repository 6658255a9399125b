// The types of packed.mjs for tests that are TypeScript.
export interface PackedApplication {
  readonly directory: string;
  readonly executable: string;
  readonly resources: string;
  readonly archive: string;
}

export function packedApplication(): PackedApplication | null;
export function filesInArchive(archive: string): string[];
export function bytesOf(path: string): number;
export function fusesOf(executable: string): Record<string, boolean>;
