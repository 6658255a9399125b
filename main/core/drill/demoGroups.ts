/** Bodies that the demo district calls in. Their seats are accounts bound to its town; nobody there can be called or written to. */
import type { GroupKind, StatedGroup } from '#shared/domain/group.ts';

const BODIES: readonly (readonly [id: string, kind: GroupKind, name: string, duty: string])[] = [
  ['demo-police', 'police', '派出所', '值班民警'],
  ['demo-community', 'community', '社区居委会', '社区值班'],
  ['demo-property', 'property', '物业服务中心', '物业值班'],
  ['demo-fire', 'fire', '消防救援站', '通信员'],
  ['demo-hospital', 'hospital', '医院急救站', '调度员'],
  ['demo-utility', 'utility', '水电气抢修队', '抢修调度'],
];

export function demoGroups(townName: string, townCode: string): StatedGroup[] {
  return BODIES.map(([id, kind, name, duty]) => ({
    id,
    kind,
    name: `${townName.replace(/(?:街道|镇)$/, '')}${name}`,
    areas: [townCode],
    silenceSeconds: 120,
    answers: 'anyone',
    members: [
      { id: 'seat', name: duty, role: '', channel: { kind: 'seat', role: 'duty', scope: townCode } },
      { id: 'slip', name: '值班室打印机', role: '', channel: { kind: 'printer' } },
    ],
  }));
}
