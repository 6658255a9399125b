import type { SceneJob, SceneStep } from '../wire/scenes.ts';
import { bilingual } from './language.ts';
import { scenesCheckText } from './scenesCheck.ts';
import { scenesImportText } from './scenesImport.ts';

/** Steps of the wizard, in their order. */
export const WIZARD_STEPS = ['choose', 'fields', 'crs', 'check', 'done'] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

interface SceneListText {
  title: string;
  tabs: Record<'list' | 'import' | 'calibrate', string>;
  /** In a browser there is no shell to do it. */
  onlyHere: string;
  steps: Record<WizardStep, string>;
  back: string;
  next: string;
  cancel: string;
  startOver: string;
  // List
  base: string;
  inUse: string;
  demo: string;
  version(id: string, version: string): string;
  importedAt(date: string): string;
  use: string;
  look: string;
  verify: string;
  revert: string;
  noVersions: string;
  switched(gapMs: number): string;
  switchHint: string;
  job: Record<SceneJob['kind'] | 'switch', string>;
  phase: Record<SceneStep['phase'], string>;
  layersTitle: string;
  layerState: Record<'usable' | 'degraded' | 'unusable', string>;
  layerCount(count: number): string;
  verified: string;
  changed(count: number): string;
  showProblems(count: number): string;
  noReport: string;
  // Done
  installed(id: string, version: string): string;
  switchNow: string;
  toList: string;
  // Calibration
  calibrateHint: string;
  calibratePick: string;
  calibrateFound(layerId: string, surface: string, ground: string, by: string): string;
  calibrateMissed: string;
  calibrateGround: string;
  calibrateMake: string;
  calibrated(version: string, heightOffset: string): string;
}

const listText = bilingual<SceneListText>(
  {
    title: '场景',
    tabs: { list: '场景版本', import: '导入', calibrate: '高程校准' },
    onlyHere: '场景包只能在运行核心的这台电脑上管理，浏览器席位不能更改。',
    steps: { choose: '选择数据', fields: '识别与字段', crs: '坐标系', check: '检查', done: '完成' },
    back: '上一步',
    next: '下一步',
    cancel: '取消',
    startOver: '重新开始',
    base: '站点配置的场景',
    inUse: '使用中',
    demo: '演示数据',
    version: (id, version) => `${id} · 第 ${Number(version)} 版`,
    importedAt: (date) => `导入于 ${date}`,
    use: '启用',
    look: '查看',
    verify: '核对文件',
    revert: '恢复上一个场景',
    noVersions: '还没有导入过场景。',
    switched: (gapMs) => `已切换，核心中断 ${(gapMs / 1000).toFixed(1)} 秒；其间未应答的报警由设备重发。`,
    switchHint: '启用时核心重新启动，约需几秒，正在应答的报警先处理完。',
    job: {
      look: '正在识别',
      import: '正在导入',
      inspect: '正在检查',
      calibrate: '正在生成校准版本',
      switch: '正在切换场景',
    },
    phase: { read: '读取', check: '拓扑与道路检查', write: '写入', verify: '回读核对' },
    layersTitle: '图层',
    layerState: { usable: '可用', degraded: '降级', unusable: '不可用' },
    layerCount: (count) => `${count} 项`,
    verified: '全部文件与导入时一致。',
    changed: (count) => `${count} 个文件与导入时不一致：`,
    showProblems: (count) => `在地图上显示 ${count} 处问题`,
    noReport: '这个场景没有导入报告。',
    installed: (id, version) => `已导入 ${id} 第 ${Number(version)} 版`,
    switchNow: '立即启用',
    toList: '查看场景版本',
    calibrateHint:
      '实景三维的高程基准常与地面不同。在模型的道路上点一处，系统按那里模型表面与地面的高差把模型抬高或降低，生成这个场景的新版本；原版本不变，可随时恢复。',
    calibratePick: '在模型的道路上点一处',
    calibrateFound: (layerId, surface, ground, by) =>
      `${layerId}：模型 ${surface} 米，地面 ${ground} 米，模型应移动 ${by} 米`,
    calibrateMissed: '这里没有点到实景三维模型，请再点一次。',
    calibrateGround: '地面高程（米，椭球高）',
    calibrateMake: '生成校准版本',
    calibrated: (version, heightOffset) => `已生成第 ${Number(version)} 版，模型高程偏移 ${heightOffset} 米。`,
  },
  {
    title: 'Scenes',
    tabs: { list: 'Versions', import: 'Import', calibrate: 'Heights' },
    onlyHere: 'Scene packs are kept on the computer that runs the core; a seat in a browser cannot change them.',
    steps: { choose: 'Data', fields: 'Recognised', crs: 'Coordinates', check: 'Checks', done: 'Done' },
    back: 'Back',
    next: 'Next',
    cancel: 'Cancel',
    startOver: 'Start over',
    base: "Scene of the station's configuration",
    inUse: 'In use',
    demo: 'Demo data',
    version: (id, version) => `${id} · version ${Number(version)}`,
    importedAt: (date) => `imported ${date}`,
    use: 'Use',
    look: 'Look',
    verify: 'Verify files',
    revert: 'Back to the former scene',
    noVersions: 'No scene has been imported yet.',
    switched: (gapMs) =>
      `Switched; no core for ${(gapMs / 1000).toFixed(1)} s. Devices repeat alarms that were not answered in it.`,
    switchHint:
      'Using another scene restarts the core, which takes a few seconds; alarms being answered are finished first.',
    job: {
      look: 'Looking at the data',
      import: 'Importing',
      inspect: 'Checking',
      calibrate: 'Making the calibrated version',
      switch: 'Switching the scene',
    },
    phase: { read: 'reading', check: 'topology and roads', write: 'writing', verify: 'reading back' },
    layersTitle: 'Layers',
    layerState: { usable: 'usable', degraded: 'degraded', unusable: 'unusable' },
    layerCount: (count) => `${count}`,
    verified: 'Every file is as it was imported.',
    changed: (count) => `${count} ${count === 1 ? 'file is' : 'files are'} not as imported:`,
    showProblems: (count) => `Show ${count} ${count === 1 ? 'problem' : 'problems'} on the map`,
    noReport: 'This scene has no import report.',
    installed: (id, version) => `Installed ${id} version ${Number(version)}`,
    switchNow: 'Use it now',
    toList: 'See all versions',
    calibrateHint:
      'Models often come with another height datum than the ground. Point at a road in the model: it is raised or lowered by the difference there, as a new version of this scene. The present version stays, and can be gone back to.',
    calibratePick: 'Point at a road in the model',
    calibrateFound: (layerId, surface, ground, by) =>
      `${layerId}: model ${surface} m, ground ${ground} m; the model has to move by ${by} m`,
    calibrateMissed: 'The real-scene model was not hit there: point again.',
    calibrateGround: 'Height of the ground (m over the ellipsoid)',
    calibrateMake: 'Make the calibrated version',
    calibrated: (version, heightOffset) => `Version ${Number(version)} is made, the model offset is ${heightOffset} m.`,
  },
);

/** Scene packs at this machine: the list of them, what is taken in, what was found. */
export const scenesText = {
  'zh-CN': { ...listText['zh-CN'], ...scenesImportText['zh-CN'], ...scenesCheckText['zh-CN'] },
  en: { ...listText.en, ...scenesImportText.en, ...scenesCheckText.en },
} as const;
