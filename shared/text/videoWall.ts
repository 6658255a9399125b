import { bilingual } from './language.ts';

interface VideoWallText {
  /** The two halves of the column beside the tiles. */
  column: string;
  cameras: string;
  plans: string;
  hideColumn: string;
  showColumn: string;
  aim: string;
  aimed: string;
  presets: string;
  noPresets: string;
  savePreset: string;
  patrols: string;
  noPatrols: string;
  savePatrol: string;
  name: string;
  areaCode: string;
  areaHint: string;
  areaWrong: string;
  dwellSeconds: string;
  show(name: string): string;
  start(name: string): string;
  stop: string;
  remove(name: string): string;
  ofStation: string;
  nothingToSave: string;
  listFailed: string;
  patrolling(name: string, page: number, pages: number): string;
  held(name: string): string;
  noCameras(name: string): string;
  sendLayout: string;
  sendTile(name: string): string;
  openSpot: string;
  /** Beside a picture an officer has put among those that opened by themselves. */
  putHere: string;
  spotTitle: string;
  spotWaits: string;
  spotNone: string;
}

export const videoWallText = bilingual<VideoWallText>(
  {
    column: '摄像机与预置',
    cameras: '摄像机',
    plans: '预置 / 轮巡',
    hideColumn: '收起列表',
    showColumn: '展开列表',
    aim: '放到这里',
    aimed: '下一路放到这里',
    presets: '预置',
    noPresets: '还没有预置：排好画面，起个名字存下。',
    savePreset: '存为预置',
    patrols: '轮巡',
    noPatrols: '还没有轮巡。',
    savePatrol: '存为轮巡',
    name: '名称',
    areaCode: '区划或网格代码',
    areaHint: '留空：轮巡当前画面里的摄像机',
    areaWrong: '6 至 15 位数字',
    dwellSeconds: '每页停留秒数',
    show: (name) => `显示 ${name}`,
    start: (name) => `开始轮巡 ${name}`,
    stop: '停止轮巡',
    remove: (name) => `删除 ${name}`,
    ofStation: '站点配置',
    nothingToSave: '画面里还没有摄像机',
    listFailed: '预置和轮巡取不到，核心没有应答。',
    patrolling: (name, page, pages) => `轮巡 ${name} · ${page}/${pages}`,
    held: (name) => `停在有警的 ${name}，受理后继续`,
    noCameras: (name) => `${name} 里没有可看的摄像机`,
    sendLayout: '到新窗口',
    sendTile: (name) => `到新窗口 ${name}`,
    openSpot: '警情跟随窗口',
    putHere: '由值班员放入',
    spotTitle: '警情跟随',
    spotWaits: '在值班窗口选中一起警情，这里显示看得最清的摄像机。',
    spotNone: '没有摄像机能看到这里。',
  },
  {
    column: 'Cameras and presets',
    cameras: 'Cameras',
    plans: 'Presets, patrols',
    hideColumn: 'Hide the list',
    showColumn: 'Show the list',
    aim: 'Put the next one here',
    aimed: 'The next one goes here',
    presets: 'Presets',
    noPresets: 'No presets yet: arrange the tiles, then save them under a name.',
    savePreset: 'Save as preset',
    patrols: 'Patrols',
    noPatrols: 'No patrols yet.',
    savePatrol: 'Save as patrol',
    name: 'Name',
    areaCode: 'Code of an area or grid',
    areaHint: 'Empty: the cameras that are shown now',
    areaWrong: '6 to 15 digits',
    dwellSeconds: 'Seconds on each page',
    show: (name) => `Show ${name}`,
    start: (name) => `Start patrol ${name}`,
    stop: 'Stop the patrol',
    remove: (name) => `Remove ${name}`,
    ofStation: 'station.json',
    nothingToSave: 'No camera is shown yet',
    listFailed: 'Presets and patrols cannot be read: the core does not answer.',
    patrolling: (name, page, pages) => `Patrol ${name} · ${page}/${pages}`,
    held: (name) => `Stays at ${name}, which sees an alarm, until it is accepted`,
    noCameras: (name) => `There is no camera to watch in ${name}`,
    sendLayout: 'To a new window',
    sendTile: (name) => `To a new window: ${name}`,
    openSpot: 'Alarm monitor',
    putHere: 'put here by an officer',
    spotTitle: 'Alarm monitor',
    spotWaits: 'Choose an incident in the duty window: the camera that sees it best is shown here.',
    spotNone: 'No camera sees this place.',
  },
);
