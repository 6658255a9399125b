// .osm and .osm.gz (API 0.6), as a stream: the file is never whole in memory, and a bomb stops at the limit.
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { OsmCollector } from './osm.ts';
import type { OsmMember } from './osmRings.ts';
import { ImportRefused } from './read.ts';

const MAX_XML_BYTES = 8 * 1024 * 1024 * 1024;

/** The collector with everything the file holds; throws `ImportRefused` for what is no OSM XML. */
export async function readOsmXml(path: string, isPacked: boolean): Promise<OsmCollector> {
  const collector = new OsmCollector();
  const parser = new SaxesParser();
  let current: {
    kind: string;
    id: number;
    lon: number;
    lat: number;
    nodes: number[];
    members: OsmMember[];
    tags: Record<string, string>;
  } | null = null;
  let isOsm = false;
  let problem: Error | null = null;
  parser.on('error', (error) => {
    problem ??= error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'osm') isOsm = true;
    else if (name === 'node' || name === 'way' || name === 'relation') {
      const { id, lon, lat } = attributes;
      current = { kind: name, id: Number(id), lon: Number(lon), lat: Number(lat), nodes: [], members: [], tags: {} };
    } else if (name === 'nd') current?.nodes.push(Number(attributes.ref));
    else if (name === 'member') current?.members.push(memberOf(attributes));
    else if (name === 'tag' && current && attributes.k !== undefined) current.tags[attributes.k] = attributes.v ?? '';
  });
  parser.on('closetag', ({ name }) => {
    if (!current || name !== current.kind) return;
    const { kind, id, lon, lat, nodes, members, tags } = current;
    if (kind === 'node') collector.node(id, lon, lat, tags);
    else if (kind === 'way') collector.way(id, nodes, tags);
    else collector.relation(id, members, tags);
    current = null;
  });
  let bytes = 0;
  const decoder = new TextDecoder();
  const consume = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > MAX_XML_BYTES)
        throw new ImportRefused('tooBig', `${basename(path)} 解压后过大`, `${basename(path)} is too large unpacked`);
      parser.write(decoder.decode(chunk, { stream: true }));
      if (problem) throw problem;
    }
    parser.close();
    if (problem) throw problem;
  };
  try {
    if (isPacked) await pipeline(createReadStream(path), createGunzip(), consume);
    else await pipeline(createReadStream(path), consume);
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    throw new ImportRefused(
      'osm',
      `${basename(path)} 不是有效的 OSM XML：${(error as Error).message}`,
      `${basename(path)} is not valid OSM XML`,
    );
  }
  if (!isOsm) throw new ImportRefused('osm', `${basename(path)} 不是 OSM XML`, `${basename(path)} is no OSM XML`);
  return collector;
}

function memberOf({ type, ref, role }: Readonly<Record<string, string>>): OsmMember {
  return { type: type === 'way' || type === 'node' ? type : 'relation', ref: Number(ref), role: role ?? '' };
}
