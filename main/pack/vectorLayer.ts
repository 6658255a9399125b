/** GeoJSON layers: read once, checked feature by feature, so that one bad feature costs one feature. */
import { readFile } from 'node:fs/promises';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { issueWords } from '#shared/kit/issue.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { VectorLayer, VectorRole } from '#shared/wire/pack.ts';
import { featureCollectionSchema, featureSchemas, type PackFeature } from '#shared/wire/packFeatures.ts';
import { type Finding, type OpenLayer, reportOf } from './layer.ts';
import { locateFile } from './paths.ts';
import { missing, tooLarge } from './reasons.ts';
import { serveFile } from './serve.ts';

const MAX_BYTES = 512 * 1024 * 1024;

export interface OpenVectorLayer extends OpenLayer {
  readonly role: VectorRole;
  /** Good features as the role's schema reads them; parsed once and kept. */
  features(): Promise<Result<PackFeature<VectorRole>[]>>;
}

const NO_PROBLEM: Bilingual = { zh: '', en: '' };
const ofFeature = (number: number, { zh, en }: Bilingual): Bilingual => ({
  zh: `第 ${number} 个要素 ${zh}`,
  en: `feature ${number} ${en}`,
});

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
  const unusable = (reason: Bilingual): Parsed => ({
    features: refuse('unusable', reason.zh),
    finding: { state: 'unusable', reason, count: 0 },
  });
  const file = await locateFile(root, layer.path);
  if (!file) return unusable(missing(layer.path));
  if (file.bytes > MAX_BYTES) return unusable(tooLarge(layer.path));
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file.path, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unusable({ zh: `${layer.path} 不是有效的 JSON`, en: `${layer.path} is no JSON` });
  }
  const collection = featureCollectionSchema.safeParse(json);
  if (!collection.success) {
    const { zh, en } = issueWords(collection.error);
    return unusable({ zh: `${layer.path} 不是有效的 GeoJSON：${zh}`, en: `${layer.path} is no GeoJSON: ${en}` });
  }
  const features: PackFeature<VectorRole>[] = [];
  let firstProblem: Bilingual | null = null;
  const schema = featureSchemas[layer.role];
  collection.data.features.forEach((one, index) => {
    const checked = schema.safeParse(one);
    if (checked.success) features.push(checked.data);
    else firstProblem ??= ofFeature(index + 1, issueWords(checked.error));
  });
  const total = collection.data.features.length;
  const refused = total - features.length;
  const { zh, en } = firstProblem ?? NO_PROBLEM;
  if (total > 0 && features.length === 0)
    return unusable({
      zh: `${layer.path} 的 ${total} 个要素全部无效：${zh}`,
      en: `all ${total} features of ${layer.path} are of no use: ${en}`,
    });
  if (refused > 0) {
    const reason = {
      zh: `${refused} / ${total} 个要素无效：${zh}`,
      en: `${refused} of ${total} features are of no use: ${en}`,
    };
    return { features: ok(features), finding: { state: 'degraded', reason, count: features.length } };
  }
  return { features: ok(features), finding: { state: 'usable', reason: null, count: total } };
}
