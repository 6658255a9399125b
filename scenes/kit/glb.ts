// Writes one mesh with feature ids and a property table as binary glTF 2.0 (EXT_mesh_features, EXT_structural_metadata:
// 3D Tiles 1.1). Bytes depend on the input only.
import type { MeshBuilder } from './mesh.ts';

/** One row of the property table; its index is the feature id. */
export interface FeatureRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Metres. */
  readonly height: number;
}

const FLOAT = 5126;
const UNSIGNED_INT = 5125;
const UNSIGNED_BYTE = 5121;
const VERTICES = 34962;
const INDICES = 34963;
const TEXT_COLUMNS = ['id', 'name', 'kind'] as const;

export const BUILDING_SCHEMA = {
  id: 'pingan_building',
  version: '1.0.0',
  classes: {
    building: {
      properties: {
        id: { type: 'STRING', semantic: 'ID' },
        name: { type: 'STRING', semantic: 'NAME' },
        kind: { type: 'STRING' },
        height: { type: 'SCALAR', componentType: 'FLOAT32', description: 'Metres above the ground' },
      },
    },
  },
} as const;

export function writeGlb(mesh: MeshBuilder, rows: readonly FeatureRow[]): Buffer {
  const body = new Body();
  const positions = floats(mesh.positions);
  const accessors = [
    {
      bufferView: body.add(positions, VERTICES),
      componentType: FLOAT,
      count: mesh.vertexCount,
      type: 'VEC3',
      ...extremes(positions),
    },
    {
      bufferView: body.add(floats(mesh.normals), VERTICES),
      componentType: FLOAT,
      count: mesh.vertexCount,
      type: 'VEC3',
    },
    {
      bufferView: body.add(Uint8Array.from(mesh.colours), VERTICES),
      componentType: UNSIGNED_BYTE,
      normalized: true,
      count: mesh.vertexCount,
      type: 'VEC4',
    },
    {
      bufferView: body.add(floats(mesh.features), VERTICES),
      componentType: FLOAT,
      count: mesh.vertexCount,
      type: 'SCALAR',
    },
    {
      bufferView: body.add(Uint32Array.from(mesh.indices), INDICES),
      componentType: UNSIGNED_INT,
      count: mesh.indices.length,
      type: 'SCALAR',
    },
  ];
  const properties: Record<string, object> = {};
  for (const column of TEXT_COLUMNS) {
    const texts = rows.map((row) => Buffer.from(row[column], 'utf8'));
    const offsets = new Uint32Array(texts.length + 1);
    texts.forEach((text, index) => {
      offsets[index + 1] = offsets[index]! + text.length;
    });
    properties[column] = {
      values: body.add(Buffer.concat(texts)),
      stringOffsets: body.add(offsets),
      stringOffsetType: 'UINT32',
    };
  }
  properties.height = { values: body.add(floats(rows.map((row) => row.height))) };
  const json = {
    asset: { version: '2.0', generator: "Ping'an Command scenes" },
    extensionsUsed: ['EXT_mesh_features', 'EXT_structural_metadata'],
    extensions: {
      EXT_structural_metadata: {
        schema: BUILDING_SCHEMA,
        propertyTables: [{ name: 'buildings', class: 'building', count: rows.length, properties }],
      },
    },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    materials: [
      {
        name: 'facade',
        pbrMetallicRoughness: { baseColorFactor: [1, 1, 1, 1], metallicFactor: 0, roughnessFactor: 0.85 },
      },
    ],
    meshes: [
      {
        primitives: [
          {
            attributes: { POSITION: 0, NORMAL: 1, COLOR_0: 2, _FEATURE_ID_0: 3 },
            indices: 4,
            material: 0,
            mode: 4,
            extensions: {
              EXT_mesh_features: { featureIds: [{ featureCount: rows.length, attribute: 0, propertyTable: 0 }] },
            },
          },
        ],
      },
    ],
    accessors,
    bufferViews: body.views,
    buffers: [{ byteLength: body.byteLength }],
  };
  return assemble(json, body.bytes());
}

class Body {
  readonly views: { buffer: 0; byteOffset: number; byteLength: number; target?: number }[] = [];
  readonly #parts: Uint8Array[] = [];
  byteLength = 0;

  add(data: Uint8Array | Float32Array | Uint32Array, target?: number): number {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    // Eight: the alignment EXT_structural_metadata asks for; a view may not be empty either.
    const padded = new Uint8Array(Math.max(8, Math.ceil(bytes.length / 8) * 8));
    padded.set(bytes);
    this.#parts.push(padded);
    this.views.push({
      buffer: 0,
      byteOffset: this.byteLength,
      byteLength: Math.max(1, bytes.length),
      ...(target === undefined ? {} : { target }),
    });
    this.byteLength += padded.length;
    return this.views.length - 1;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

function floats(values: readonly number[]): Float32Array {
  return Float32Array.from(values);
}

/** Of the stored single-precision values, as the validator compares them. */
function extremes(positions: Float32Array): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  positions.forEach((value, index) => {
    const axis = index % 3;
    if (value < min[axis]!) min[axis] = value;
    if (value > max[axis]!) max[axis] = value;
  });
  return { min, max };
}

function assemble(json: object, body: Buffer): Buffer {
  const text = Buffer.from(JSON.stringify(json), 'utf8');
  const header = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, 0x20)]);
  const out = Buffer.alloc(12 + 8 + header.length + 8 + body.length);
  out.write('glTF', 0, 'latin1');
  out.writeUInt32LE(2, 4);
  out.writeUInt32LE(out.length, 8);
  out.writeUInt32LE(header.length, 12);
  out.write('JSON', 16, 'latin1');
  header.copy(out, 20);
  out.writeUInt32LE(body.length, 20 + header.length);
  out.write('BIN\0', 24 + header.length, 'latin1');
  body.copy(out, 28 + header.length);
  return out;
}
