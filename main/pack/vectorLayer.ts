/** GeoJSON layers: read once, checked feature by feature, so that one bad feature costs one feature. */
import { readFile } from 'node:fs/promises';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { VectorLayer, VectorRole } from '#shared/wire/pack.ts';
import { featureCollectionSchema, featureSchemas, type PackFeature } from '#shared/wire/packFeatures.ts';
import { type Finding, type OpenLayer, reportOf } from './layer.ts';
import { locateFile } from './paths.ts';
import { serveFile } from './serve.ts';

const MAX_BYTES = 512 * 1024 * 1024;

export interface OpenVectorLayer extends OpenLayer {
  readonly role: VectorRole;
  /** Good features as the role's schema reads them; parsed once and kept. */
  features(): Promise<Result<PackFeature<VectorRole>[]>>;
}

interface Parsed {
  readonly features: Result<PackFeature<VectorRole>[]>;
  readonly finding: Finding;
}

export async function openVector(root: string, layer: VectorLayer): Promise<OpenVectorLayer> {
  const parsed = await parse(root, layer);
  return {
    role: layer.role,
    report: reportOf(layer, parsed.finding),
    features: async () => parsed.features,
    serve: async (rest, range) => {
      const file = rest === '' ? await locateFile(root, layer.path) : null;
      return file ? serveFile(file, range) : refuse('notFound', `找不到 ${layer.path}`);
    },
    close: async () => {},
  };
}

async function parse(root: string, layer: VectorLayer): Promise<Parsed> {
  const unusable = (reason: string): Parsed => ({
    features: refuse('unusable', reason),
    finding: { state: 'unusable', reason, count: 0 },
  });
  const file = await locateFile(root, layer.path);
  if (!file) return unusable(`找不到 ${layer.path}`);
  if (file.bytes > MAX_BYTES) return unusable(`${layer.path} 过大`);
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file.path, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unusable(`${layer.path} 不是有效的 JSON`);
  }
  const collection = featureCollectionSchema.safeParse(json);
  if (!collection.success) return unusable(`${layer.path} 不是有效的 GeoJSON：${describeIssue(collection.error)}`);
  const features: PackFeature<VectorRole>[] = [];
  let firstProblem: string | null = null;
  const schema = featureSchemas[layer.role];
  collection.data.features.forEach((one, index) => {
    const checked = schema.safeParse(one);
    if (checked.success) features.push(checked.data);
    else firstProblem ??= `第 ${index + 1} 个要素 ${describeIssue(checked.error)}`;
  });
  const total = collection.data.features.length;
  const refused = total - features.length;
  if (total > 0 && features.length === 0) return unusable(`${layer.path} 的 ${total} 个要素全部无效：${firstProblem}`);
  if (refused > 0) {
    const reason = `${refused} / ${total} 个要素无效：${firstProblem}`;
    return { features: ok(features), finding: { state: 'degraded', reason, count: features.length } };
  }
  return { features: ok(features), finding: { state: 'usable', reason: null, count: total } };
}
