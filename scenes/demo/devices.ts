// Alarm poles, one-key buttons and cameras. Ids are 20-digit GB/T 28181 text: 8 digits of the centre, 2 of the industry,
// 3 of the type (132 network camera, 134 alarm input), 1 of the network, 6 serial.
import { distance, type Point } from '../kit/plane.ts';
import { randomFor } from '../kit/random.ts';
import { type Area, DISTRICT } from './areas.ts';
import { doorOf, type Place } from './places.ts';
import { cornerOf, type Junction, type StreetPoints } from './streetPoints.ts';

export interface Device {
  readonly id: string;
  readonly deviceClass: 'camera' | 'alarmPole' | 'oneKeyAlarm';
  readonly name: string;
  readonly at: Point;
  readonly gridCode: string;
  readonly address: string;
  readonly view?: { readonly heading: number; readonly fov: number; readonly rangeM: number; readonly heightM: number };
  readonly poleId?: string;
  readonly account?: string;
  readonly keyHex?: string;
}

const POLES = 20;
const BUTTONS = 40;
const STREET_CAMERAS = 110;
const OTHER_DOOR_CAMERAS = 20;
const FIRST_ACCOUNT = 0x70a1;
const BUTTON_CLASSES = [
  '学校',
  '医院',
  '银行',
  '车站',
  '商圈',
  '加油站',
  '危化',
  '党政机关',
  '宾馆',
  '市场',
  '出租房集中区',
];

const deviceId = (type: 132 | 134, serial: number) => `${DISTRICT.code}0000${type}0${String(serial).padStart(6, '0')}`;
const headingOf = (angle: number) => Math.round((90 - (angle * 180) / Math.PI + 720) % 360);
const towards = (from: Point, to: Point) => headingOf(Math.atan2(to.y - from.y, to.x - from.x));

export function installDevices(areas: readonly Area[], places: readonly Place[], streets: StreetPoints): Device[] {
  const gridOf = new Map<number, Area>();
  for (const area of areas) if (area.level === 'grid') for (const face of area.faces) gridOf.set(face, area);
  const communityName = new Map(areas.filter((area) => area.level === 'village').map((area) => [area.code, area.name]));
  const random = randomFor('devices');
  const gridAt = (junction: Junction) => gridOf.get(junction.face)!;
  const crossingName = (junction: Junction) =>
    `${[...new Set(junction.arms.map((arm) => arm.name))].slice(0, 2).join('与')}路口`;
  let account = FIRST_ACCOUNT;
  const nextAccount = () => (account++).toString(16).toUpperCase();
  const nextKey = () =>
    Array.from({ length: 16 }, () => random.whole(0, 255).toString(16).padStart(2, '0'))
      .join('')
      .toUpperCase();

  const poleJunctions = spread(streets.junctions, POLES, { x: 0, y: 0 }, 420);
  const perCommunity = new Map<string, number>();
  const poles = poleJunctions.map((junction, index): Device => {
    const grid = gridAt(junction);
    const serial = (perCommunity.get(grid.parentCode!) ?? 0) + 1;
    perCommunity.set(grid.parentCode!, serial);
    return {
      id: deviceId(134, index + 1),
      deviceClass: 'alarmPole',
      name: `${communityName.get(grid.parentCode!)} ${serial} 号报警杆`,
      at: cornerOf(junction),
      gridCode: grid.code,
      address: crossingName(junction),
      account: nextAccount(),
      keyHex: nextKey(),
    };
  });
  const guarded = BUTTON_CLASSES.flatMap((placeClass) => places.filter((place) => place.placeClass === placeClass));
  const buttons = guarded.slice(0, BUTTONS).map(
    (place, index): Device => ({
      id: deviceId(134, 1001 + index),
      deviceClass: 'oneKeyAlarm',
      name: `${place.name} 一键报警`,
      at: doorOf(place.building, streets.nearest(place.at)),
      gridCode: place.gridCode,
      address: place.address,
      account: nextAccount(),
      keyHex: nextKey(),
    }),
  );

  const cameras: Device[] = [];
  const addCamera = (camera: Omit<Device, 'id' | 'deviceClass'>) => {
    cameras.push({ id: deviceId(132, cameras.length + 1), deviceClass: 'camera', ...camera });
  };
  poles.forEach((pole, index) => {
    const junction = poleJunctions[index]!;
    addCamera({
      name: `${pole.name}球机`,
      at: pole.at,
      gridCode: pole.gridCode,
      address: pole.address,
      poleId: pole.id,
      view: { heading: towards(pole.at, junction.at), fov: 75, rangeM: 90, heightM: 4.5 },
    });
  });
  for (const junction of spread(streets.junctions, STREET_CAMERAS, { x: -100, y: -60 }, 210)) {
    const arm = junction.arms[random.whole(0, Math.min(2, junction.arms.length - 1))]!;
    const isWide = arm.widthM >= 19;
    addCamera({
      name: `${crossingName(junction)} ${isWide ? '卡口' : '枪机'}`,
      at: cornerOf(junction),
      gridCode: gridAt(junction).code,
      address: crossingName(junction),
      view: {
        heading: headingOf(arm.angle),
        fov: isWide ? 48 : 62,
        rangeM: isWide ? 160 : 100,
        heightM: isWide ? 6.5 : 5,
      },
    });
  }
  // Each one-key button has the camera of its own door, and so have the first other places of those classes.
  const withButton = new Set(guarded.slice(0, BUTTONS));
  const others = places.filter((place) => BUTTON_CLASSES.includes(place.placeClass) && !withButton.has(place));
  for (const place of [...withButton, ...others.slice(0, OTHER_DOOR_CAMERAS)]) {
    const street = streets.nearest(place.at);
    const at = doorOf(place.building, street);
    addCamera({
      name: `${place.name} 门口`,
      at,
      gridCode: place.gridCode,
      address: place.address,
      view: { heading: towards(at, street), fov: 90, rangeM: 60, heightM: 3.5 },
    });
  }
  return [...poles, ...buttons, ...cameras];
}

/** Junctions at least `apartM` from each other, the one nearest `first` first, wide ones preferred. */
function spread(junctions: readonly Junction[], count: number, first: Point, apartM: number): Junction[] {
  const start = [...junctions].sort((a, b) => distance(a.at, first) - distance(b.at, first))[0];
  const chosen = start ? [start] : [];
  const ranked = [...junctions].sort(
    (a, b) => widthOf(b) - widthOf(a) || distance(a.at, first) - distance(b.at, first),
  );
  for (const apart of [apartM, apartM * 0.7, apartM * 0.5]) {
    for (const junction of ranked) {
      if (chosen.length >= count) return chosen;
      if (chosen.every((other) => distance(other.at, junction.at) >= apart)) chosen.push(junction);
    }
  }
  return chosen;
}

/** Two busy streets count more than one. */
function widthOf(junction: Junction): number {
  const names = new Map(junction.arms.map((arm) => [arm.name, arm.widthM]));
  return [...names.values()]
    .sort((a, b) => b - a)
    .slice(0, 2)
    .reduce((sum, width) => sum + Math.min(width, 20), 0);
}
