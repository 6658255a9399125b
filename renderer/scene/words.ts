import type { SceneLanguage } from './contract.ts';

/** Every sentence the scene says itself. */
const WORDS = {
  loading: { zh: '正在打开地图…', en: 'Opening the map…' },
  packFailed: { zh: '地图打不开', en: 'The map cannot be opened' },
  packFailedHelp: { zh: '报警、派遣和声音不受影响。', en: 'Alarms, dispatch and sound go on.' },
  recovering: { zh: '地图显示中断，正在恢复…', en: 'The map stopped drawing; restoring it…' },
  flat: { zh: '显卡不可用，已换成平面地图；报警与派遣照常', en: 'No 3D graphics: flat map. Alarms and dispatch go on' },
  tryAgain: { zh: '重试三维', en: 'Try 3D again' },
  follow: { zh: '恢复跟随', en: 'Follow alarms' },
  taken: { zh: '视角已由您接管', en: 'You have the camera' },
  locked: { zh: '视角已锁定', en: 'View locked' },
  north: { zh: '北', en: 'N' },
  toNorth: { zh: '转回正北', en: 'Turn to north' },
  home: { zh: '全区', en: 'Whole district' },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
  tilt: { zh: '俯视 / 斜视', en: 'Top / tilted' },
  legend: { zh: '图例', en: 'Legend' },
  layers: { zh: '图层', en: 'Layers' },
  layersTroubled: { zh: '图层（有图层不完整）', en: 'Layers (some are not whole)' },
  demo: { zh: '演示数据', en: 'Demo data' },
  legendFree: { zh: '空闲', en: 'Free' },
  legendEngaged: { zh: '处置中', en: 'Engaged' },
  legendStale: { zh: '位置过时（>30 秒）', en: 'Stale (> 30 s)' },
  legendLost: { zh: '位置失联（>5 分钟）', en: 'Lost (> 5 min)' },
  legendPost: { zh: '登记位置，未上报', en: 'Registered post only' },
  legendPole: { zh: '报警杆', en: 'Alarm pole' },
  legendButton: { zh: '一键报警', en: 'One-key button' },
  legendUnknown: { zh: '设备未上线', en: 'Device never heard' },
  legendDeviceLost: { zh: '设备失联', en: 'Device lost' },
  legendCamera: { zh: '摄像机', en: 'Camera' },
  legendIncident: { zh: '事件 Ⅰ Ⅱ Ⅲ Ⅳ 级', en: 'Incident, level Ⅰ–Ⅳ' },
  map: { zh: '三维场景地图', en: '3D scene map' },
} as const;

export type Word = keyof typeof WORDS;

export function say(word: Word, language: SceneLanguage): string {
  return WORDS[word][language === 'en' ? 'en' : 'zh'];
}
