import type { SceneFeatures } from '#shared/search/collect.ts';
import { parsePackManifest, type VectorLayer } from '#shared/wire/pack.ts';
import { featureCollectionSchema, featureSchemas } from '#shared/wire/packFeatures.ts';

const ROLES = ['districts', 'towns', 'villages', 'grids', 'places', 'cameras', 'roads', 'buildings'] as const;
type Role = (typeof ROLES)[number];

/** The parts of a pack that can be found. A layer that cannot be read costs its own things; throws without a manifest. */
export async function loadFeatures(packUrl: string): Promise<SceneFeatures> {
  const manifest = parsePackManifest(await readJson(`${packUrl}manifest.json`));
  if (!manifest.ok) throw new Error(manifest.failure.message);
  const features: Record<Role, unknown[]> = {
    districts: [],
    towns: [],
    villages: [],
    grids: [],
    places: [],
    cameras: [],
    roads: [],
    buildings: [],
  };
  for (const layer of manifest.value.layers) {
    if (layer.kind !== 'vector' || !isFound(layer)) continue;
    features[layer.role].push(...(await readLayer(packUrl, layer)));
  }
  // Each list was filled by the schema of its own role.
  return features as unknown as SceneFeatures;
}

type FoundLayer = VectorLayer & { readonly role: Role };
const isFound = (layer: VectorLayer): layer is FoundLayer => (ROLES as readonly string[]).includes(layer.role);

async function readLayer(packUrl: string, layer: FoundLayer): Promise<unknown[]> {
  try {
    const collection = featureCollectionSchema.parse(await readJson(`${packUrl}vector/${layer.id}.geojson`));
    const schema = featureSchemas[layer.role];
    return collection.features.flatMap((candidate) => {
      const feature = schema.safeParse(candidate);
      return feature.success ? [feature.data] : [];
    });
  } catch {
    // The map's own list of layers says what is wrong with it.
    return [];
  }
}

async function readJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}
