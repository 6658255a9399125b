import { bilingual } from './language.ts';

interface BlindSpotsText {
  title: string;
  /** Of all grids: how much of the open ground some camera sees. */
  seenGround: string;
  ofCameras(cameras: number): string;
  computed(ago: string): string;
  /** What the figures rest on. */
  method: string;
  asking: string;
  working: string;
  /** There are figures, but of other cameras than stand there now. */
  reworking: string;
  failed: string;
  /** There are figures; nobody answers just now. */
  failedSince: string;
  noCameras: string;
  places: string;
  placesUnseen(count: number): string;
  allSeen: string;
  more(count: number): string;
  grids: string;
  gridsHint: string;
  noGrids: string;
  fly(name: string): string;
  showColumns: string;
  hideColumns: string;
}

export const blindSpotsText = bilingual<BlindSpotsText>(
  {
    title: '视频盲区',
    seenGround: '露天地面有摄像机看到',
    ofCameras: (cameras) => `${cameras} 个摄像机`,
    computed: (ago) => `${ago}测算`,
    method: '按各摄像机的朝向、视角、距离和建筑遮挡测算；能转动的按四周都能看到计，没有登记的按常用值计。',
    asking: '正在读取…',
    working: '正在测算，通常几秒完成…',
    reworking: '摄像机有变动，正在重新测算；下面是变动前的结果。',
    failed: '暂时读不到视频盲区，稍后自动再试。报警与派遣不受影响。',
    failedSince: '暂时读不到最新结果，稍后自动再试；下面是上一次的结果。',
    noCameras: '还没有登记摄像机：没有地面能被看到。',
    places: '看不到的重点场所',
    placesUnseen: (count) => `${count} 处`,
    allSeen: '没有看不到的重点场所。',
    more: (count) => `还有 ${count} 个，在地图上用网格柱看`,
    grids: '各网格看到多少',
    gridsHint: '最少的在前',
    noGrids: '场景里没有网格。',
    fly: (name) => `在地图上看 ${name}`,
    showColumns: '在地图上立柱',
    hideColumns: '收起网格柱',
  },
  {
    title: 'Blind spots',
    seenGround: 'Open ground some camera sees',
    ofCameras: (cameras) => (cameras === 1 ? '1 camera' : `${cameras} cameras`),
    computed: (ago) => `worked out ${ago}`,
    method:
      'From where each camera looks, how wide, how far, and what buildings hide. One that turns counts all round; what nobody has entered counts as usual.',
    asking: 'Reading…',
    working: 'Being worked out; this takes seconds…',
    reworking: 'Cameras have changed and it is being worked out anew; below is how it was before.',
    failed: 'Blind spots cannot be read now; it is tried again by itself. Alarms and dispatches go on.',
    failedSince: 'The latest result cannot be read now; it is tried again by itself. Below is the last one.',
    noCameras: 'No camera is registered: no ground is seen.',
    places: 'Key places no camera sees',
    placesUnseen: (count) => (count === 1 ? '1 place' : `${count} places`),
    allSeen: 'No key place is out of sight.',
    more: (count) => `${count} more: see the columns on the map`,
    grids: 'Seen, grid by grid',
    gridsHint: 'least first',
    noGrids: 'The scene has no grids.',
    fly: (name) => `Show ${name} on the map`,
    showColumns: 'Columns on the map',
    hideColumns: 'Hide the columns',
  },
);
