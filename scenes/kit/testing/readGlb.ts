// Reads back a GLB as a viewer would, for tests: checks the container, every accessor against its view, and the metadata.
import type { FeatureRow } from '../glb.ts';

interface Accessor {
  bufferView: number;
  componentType: number;
  count: number;
  type: 'SCALAR' | 'VEC3' | 'VEC4';
  min?: number[];
  max?: number[];
}

const WIDTH = { SCALAR: 1, VEC3: 3, VEC4: 4 } as const;
const BYTES: Record<number, number> = { 5121: 1, 5125: 4, 5126: 4 };

export interface ReadGlb {
  readonly positions: Float32Array;
  readonly normals: Float32Array;
  readonly features: Float32Array;
  readonly indices: Uint32Array;
  readonly rows: FeatureRow[];
  readonly bounds: { min: number[]; max: number[] };
  readonly problems: string[];
}

export function readGlb(bytes: Buffer): ReadGlb {
  const problems: string[] = [];
  const check = (isGood: boolean, problem: string) => {
    if (!isGood) problems.push(problem);
  };
  check(bytes.toString('latin1', 0, 4) === 'glTF' && bytes.readUInt32LE(4) === 2, 'header');
  check(bytes.readUInt32LE(8) === bytes.length, 'length');
  const jsonBytes = bytes.readUInt32LE(12);
  check(jsonBytes % 4 === 0 && bytes.toString('latin1', 16, 20) === 'JSON', 'JSON chunk');
  const json = JSON.parse(bytes.toString('utf8', 20, 20 + jsonBytes));
  const bodyAt = 28 + jsonBytes;
  const body = bytes.subarray(bodyAt);
  check(bytes.readUInt32LE(20 + jsonBytes) === body.length && body.length % 4 === 0, 'BIN chunk');
  check(json.buffers[0].byteLength === body.length, 'buffer length');

  const view = (index: number): Buffer => {
    const { byteOffset, byteLength } = json.bufferViews[index];
    check(byteOffset % 8 === 0 && byteOffset + byteLength <= body.length, `bufferView ${index}`);
    return body.subarray(byteOffset, byteOffset + byteLength);
  };
  const accessor = (index: number): Buffer => {
    const { bufferView, componentType, count, type } = json.accessors[index] as Accessor;
    const data = view(bufferView);
    check(data.length >= count * WIDTH[type] * BYTES[componentType]!, `accessor ${index} overruns its view`);
    return data;
  };
  const floats = (data: Buffer) => new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
  const integers = (data: Buffer) => new Uint32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));

  const [primitive] = json.meshes[0].primitives;
  const positions = floats(accessor(primitive.attributes.POSITION));
  const normals = floats(accessor(primitive.attributes.NORMAL));
  const features = floats(accessor(primitive.attributes._FEATURE_ID_0));
  const indices = integers(accessor(primitive.indices));
  check(accessor(primitive.attributes.COLOR_0).length === (positions.length / 3) * 4, 'colours');
  check(normals.length === positions.length && features.length * 3 === positions.length, 'attribute counts differ');
  check(
    indices.every((index) => index < features.length),
    'index out of range',
  );
  check(
    positions.every((value) => Number.isFinite(value)),
    'position not finite',
  );
  const declared = json.accessors[primitive.attributes.POSITION] as Accessor;
  const bounds = boundsOf(positions);
  check(JSON.stringify(declared.min) === JSON.stringify(bounds.min), 'POSITION min');
  check(JSON.stringify(declared.max) === JSON.stringify(bounds.max), 'POSITION max');

  const [table] = json.extensions.EXT_structural_metadata.propertyTables;
  const texts = (property: { values: number; stringOffsets: number }) => {
    const offsets = integers(view(property.stringOffsets));
    const values = view(property.values);
    check(offsets.length === table.count + 1, 'string offsets');
    return Array.from({ length: table.count }, (_, row) => values.toString('utf8', offsets[row]!, offsets[row + 1]!));
  };
  const [ids, names, kinds] = [table.properties.id, table.properties.name, table.properties.kind].map(texts) as [
    string[],
    string[],
    string[],
  ];
  const heights = floats(view(table.properties.height.values));
  const rows = ids.map((id, row): FeatureRow => ({ id, name: names[row]!, kind: kinds[row]!, height: heights[row]! }));
  check(primitive.extensions.EXT_mesh_features.featureIds[0].featureCount === table.count, 'feature count');
  check(
    features.every((feature) => Number.isInteger(feature) && feature >= 0 && feature < table.count),
    'feature id out of range',
  );
  return { positions, normals, features, indices, rows, bounds, problems };
}

function boundsOf(positions: Float32Array): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  positions.forEach((value, index) => {
    min[index % 3] = Math.min(min[index % 3]!, value);
    max[index % 3] = Math.max(max[index % 3]!, value);
  });
  return { min, max };
}
