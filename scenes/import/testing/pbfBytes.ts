// A small .osm.pbf from nodes, ways and relations, written by the wiki's description and read back by other people's parsers too.
import { deflateSync } from 'node:zlib';

interface TestNode {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly tags?: Readonly<Record<string, string>>;
}
interface TestWay {
  readonly id: number;
  readonly nodes: readonly number[];
  readonly tags: Readonly<Record<string, string>>;
}
interface TestRelation {
  readonly id: number;
  readonly members: readonly {
    readonly type: 'node' | 'way' | 'relation';
    readonly ref: number;
    readonly role: string;
  }[];
  readonly tags: Readonly<Record<string, string>>;
}

const MEMBER_TYPES = ['node', 'way', 'relation'];

export function pbfBytes(
  nodes: readonly TestNode[],
  ways: readonly TestWay[],
  relations: readonly TestRelation[] = [],
): Buffer {
  const strings = [''];
  const indexOf = (text: string) => {
    if (!strings.includes(text)) strings.push(text);
    return strings.indexOf(text);
  };
  const pairs = nodes.flatMap(({ tags = {} }) => [
    ...Object.entries(tags).flatMap(([key, value]) => [indexOf(key), indexOf(value)]),
    0,
  ]);
  const dense = Buffer.concat([
    part(1, deltas(nodes.map(({ id }) => id))),
    part(8, deltas(nodes.map(({ lat }) => Math.round(lat * 1e7)))),
    part(9, deltas(nodes.map(({ lon }) => Math.round(lon * 1e7)))),
    part(10, Buffer.concat(pairs.map(varint))),
  ]);
  const tagged = (id: number, tags: TestWay['tags']) => [
    varint(8),
    varint(id),
    part(2, Buffer.concat(Object.keys(tags).map((key) => varint(indexOf(key))))),
    part(3, Buffer.concat(Object.values(tags).map((value) => varint(indexOf(value))))),
  ];
  const wayParts = ways.map(({ id, nodes: refs, tags }) =>
    part(3, Buffer.concat([...tagged(id, tags), part(8, deltas(refs))])),
  );
  const relationParts = relations.map(({ id, members, tags }) =>
    part(
      4,
      Buffer.concat([
        ...tagged(id, tags),
        part(8, Buffer.concat(members.map(({ role }) => varint(indexOf(role))))),
        part(9, deltas(members.map(({ ref }) => ref))),
        part(10, Buffer.concat(members.map(({ type }) => varint(MEMBER_TYPES.indexOf(type))))),
      ]),
    ),
  );
  const groups = [
    dense,
    ...[wayParts, relationParts].filter(({ length }) => length > 0).map((one) => Buffer.concat(one)),
  ];
  const contents = groups.map((one, index) => part(2, index === 0 ? part(2, one) : one));
  const table = part(1, Buffer.concat(strings.map((text) => part(1, Buffer.from(text)))));
  const header = Buffer.concat([part(4, Buffer.from('OsmSchema-V0.6')), part(4, Buffer.from('DenseNodes'))]);
  return Buffer.concat([blob('OSMHeader', header), blob('OSMData', Buffer.concat([table, ...contents]))]);
}

function blob(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([varint(16), varint(data.length), part(3, deflateSync(data))]);
  const head = Buffer.concat([part(1, Buffer.from(type)), varint(24), varint(body.length)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, body]);
}

const part = (field: number, bytes: Buffer) => Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return Buffer.from([...bytes, left]);
}

function deltas(values: readonly number[]): Buffer {
  return Buffer.concat(
    values.map((value, index) => {
      const delta = value - (values[index - 1] ?? 0);
      return varint(delta < 0 ? -delta * 2 - 1 : delta * 2);
    }),
  );
}
