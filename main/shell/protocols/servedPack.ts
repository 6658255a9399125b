/** The scene pack the core has opened, as the `pack:` handler serves it: the path rules of GEODATA §4 and nothing else. */
import type { ServedPack } from './packScheme.ts';
import { fileUnder, plainPath } from './pathRules.ts';

export function openServedPack(id: string, directory: string): ServedPack {
  return {
    id,
    resolve: async (urlPath) => {
      const path = plainPath(urlPath);
      return path === null ? null : fileUnder(directory, path);
    },
  };
}
