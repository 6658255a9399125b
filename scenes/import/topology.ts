// The checks of GEODATA §4.2 on the areas a site hands over, each finding with a place on the map.
import Flatbush from 'flatbush';
import type { AreaLevel } from '#shared/geo/areaCode.ts';
import { AREA_LEVELS } from '#shared/geo/areaCode.ts';
import { type LonLat, type MetreFrame, metreFrame } from '#shared/geo/earth.ts';
import { boundsOf, labelPoint } from '#shared/geo/polygon.ts';
import type { TopologyKind, TopologyProblem } from '#shared/wire/sceneReport.ts';
import { closedRing, isClosed } from './source.ts';
import { type FlatShape, selfCrossing, sweptArea } from './sweep.ts';

export interface CheckedArea {
  readonly level: AreaLevel;
  readonly code: string;
  readonly parentCode: string | null;
  readonly name: string;
  /** As in the file: rings may be open. */
  readonly polygons: readonly (readonly (readonly LonLat[])[])[];
}

/** Slivers below this come from rounding. */
const LEAST_AREA_M2 = 1;
const LEVEL_NAMES: Readonly<Record<AreaLevel, string>> = {
  district: '区县',
  town: '镇街',
  village: '社区',
  grid: '网格',
};

interface Flat extends CheckedArea {
  readonly shape: FlatShape;
  readonly box: readonly [number, number, number, number];
  readonly middle: LonLat;
}

/** Checks the levels handed over; a level nobody handed over is made of the one below and cannot disagree with it. */
export function checkTopology(areas: readonly CheckedArea[]): TopologyProblem[] {
  const first = areas[0]?.polygons[0]?.[0]?.[0];
  if (!first) return [];
  const frame = metreFrame(first);
  const flat = areas.map((area) => flattened(area, frame));
  const byLevel = new Map(AREA_LEVELS.map((level) => [level, flat.filter((area) => area.level === level)]));
  const problems: TopologyProblem[] = [];
  for (const level of AREA_LEVELS) {
    const here = byLevel.get(level)!;
    problems.push(...here.flatMap((area) => ringProblems(area, frame)), ...duplicates(here), ...overlaps(here, frame));
    const above = AREA_LEVELS.slice(0, AREA_LEVELS.indexOf(level)).findLast((one) => byLevel.get(one)!.length > 0);
    if (above && here.length > 0) problems.push(...againstParents(byLevel.get(above)!, here, frame));
  }
  return problems;
}

function flattened(area: CheckedArea, frame: MetreFrame): Flat {
  const shape = area.polygons.flatMap((rings) => rings.map((ring) => closedRing(ring.map((at) => frame.toMetres(at)))));
  const box = boundsOf(shape.flat());
  return { ...area, shape, box, middle: labelPoint(area.polygons[0] ?? []) };
}

function ringProblems(area: Flat, frame: MetreFrame): TopologyProblem[] {
  const open = area.polygons.flat().find((ring) => !isClosed(ring));
  const crossing = area.shape.map((ring) => selfCrossing(ring)).find((at) => at !== null);
  return [
    ...(open ? [about('openRing', area, open[0]!, '边界没有闭合')] : []),
    ...(crossing ? [about('selfCrossing', area, frame.toLonLat(...crossing), '边界自相交')] : []),
  ];
}

function duplicates(areas: readonly Flat[]): TopologyProblem[] {
  const seen = new Set<string>();
  return areas.flatMap((area) => {
    if (!seen.has(area.code)) {
      seen.add(area.code);
      return [];
    }
    return [about('duplicate', area, area.middle, '编码重复')];
  });
}

function overlaps(areas: readonly Flat[], frame: MetreFrame): TopologyProblem[] {
  if (areas.length < 2) return [];
  const index = new Flatbush(areas.length);
  for (const { box } of areas) index.add(...box);
  index.finish();
  return areas.flatMap((area, at) =>
    index.search(...area.box).flatMap((one) => {
      const other = areas[one]!;
      if (one <= at) return [];
      const shared = sweptArea([area.shape, other.shape], ([inA, inB]) => inA === true && inB === true);
      if (shared.areaM2 <= LEAST_AREA_M2 || !shared.at) return [];
      const m2 = Math.round(shared.areaM2);
      return [
        {
          ...about('overlap', area, frame.toLonLat(...shared.at), `与${labelOf(other)}重叠 ${m2} m²`),
          other: other.code,
          areaM2: m2,
        },
      ];
    }),
  );
}

function againstParents(parents: readonly Flat[], children: readonly Flat[], frame: MetreFrame): TopologyProblem[] {
  const byCode = new Map(parents.map((parent) => [parent.code, { parent, members: [] as Flat[] }]));
  const length = parents[0]!.code.length;
  const problems: TopologyProblem[] = [];
  for (const child of children) {
    const family = byCode.get(child.parentCode ?? '') ?? byCode.get(child.code.slice(0, length));
    if (!family) {
      problems.push(
        about(
          'orphan',
          child,
          child.middle,
          `没有上级：${child.parentCode ?? child.code.slice(0, length)} 不在${LEVEL_NAMES[parents[0]!.level]}图层中`,
        ),
      );
      continue;
    }
    family.members.push(child);
    const outside = sweptArea(
      [child.shape, family.parent.shape],
      ([inChild, inParent]) => inChild === true && inParent !== true,
    );
    if (outside.areaM2 <= LEAST_AREA_M2 || !outside.at) continue;
    const m2 = Math.round(outside.areaM2);
    problems.push({
      ...about(
        'outsideParent',
        child,
        frame.toLonLat(...outside.at),
        `有 ${m2} m² 在上级${labelOf(family.parent)}之外`,
      ),
      other: family.parent.code,
      areaM2: m2,
    });
  }
  for (const { parent, members } of byCode.values()) {
    if (members.length === 0) {
      problems.push(about('emptyLevel', parent, parent.middle, `下面没有${LEVEL_NAMES[children[0]!.level]}`));
      continue;
    }
    const shapes = [parent.shape, ...members.map(({ shape }) => shape)];
    const gap = sweptArea(shapes, ([inParent, ...inChildren]) => inParent === true && !inChildren.includes(true));
    if (gap.areaM2 <= LEAST_AREA_M2 || !gap.at) continue;
    const m2 = Math.round(gap.areaM2);
    problems.push({
      ...about(
        'gap',
        parent,
        frame.toLonLat(...gap.at),
        `有 ${m2} m² 没有被下级${LEVEL_NAMES[children[0]!.level]}覆盖`,
      ),
      areaM2: m2,
    });
  }
  return problems;
}

const labelOf = ({ level, name, code }: CheckedArea) => `${LEVEL_NAMES[level]}${name === code ? '' : name}（${code}）`;

function about(kind: TopologyKind, area: CheckedArea, at: LonLat, what: string): TopologyProblem {
  return { kind, level: area.level, code: area.code, at: [at[0], at[1]], sentence: `${labelOf(area)}${what}` };
}
