import type { CoreWhereabouts, SoundState } from '../wire/bridge.ts';
import { bilingual } from './language.ts';

interface TopBarText {
  realm: Record<'live' | 'drill', string>;
  drillBand: string;
  watermark: string;
  demo: string;
  counts: { unanswered: string; working: string; onScene: string; closedToday: string };
  countsLabel: string;
  units: { free: string; busy: string; stale: string };
  unitsLabel: string;
  chain: string;
  chainChecked(ago: string): string;
  chainNever: string;
  chainBroken(seq: number): string;
  chainSeq(seq: number): string;
  links: string;
  linksUp(up: number, all: number): string;
  linksDown(down: number): string;
  noLinks: string;
  linksUnknown: string;
  core: string;
  coreState: Record<CoreWhereabouts['state'] | 'unknown', string>;
  coreLive: string;
  coreLost: string;
  coreConnecting: string;
  coreRefused: string;
  sound: string;
  soundState: Record<SoundState['state'] | 'unknown', string>;
  soundUnknownReason: string;
  testSound: string;
  switchLanguage: string;
  clock: string;
  seats(count: number): string;
}

export const topBarText = bilingual<TopBarText>(
  {
    realm: { live: '实战', drill: '演练' },
    drillBand: '演练 · 以下警情均为模拟，不得按真实警情处置',
    watermark: '演练',
    demo: '演示数据',
    counts: { unanswered: '待受理', working: '处理中', onScene: '现场', closedToday: '今日结案' },
    countsLabel: '事件',
    units: { free: '空闲', busy: '在办', stale: '失效' },
    unitsLabel: '力量',
    chain: '日志链',
    chainChecked: (ago) => `${ago}已校验`,
    chainNever: '尚未校验',
    chainBroken: (seq) => `在 seq ${seq} 处断裂`,
    chainSeq: (seq) => `seq ${seq}`,
    links: '接入',
    linksUp: (up, all) => `${up}/${all} 正常`,
    linksDown: (down) => `${down} 路故障`,
    noLinks: '未配置',
    linksUnknown: '未知',
    core: '核心',
    coreState: { starting: '启动中', running: '运行', restarting: '重启中', failed: '未能启动', unknown: '未知' },
    coreLive: '正常',
    coreLost: '失联',
    coreConnecting: '连接中',
    coreRefused: '拒绝接入',
    sound: '警声',
    soundState: { ready: '就绪', sounding: '鸣响', broken: '故障', testing: '测试中', unknown: '未知' },
    soundUnknownReason: '本窗口不在指挥终端上，无法得知警声状态',
    testSound: '试音',
    switchLanguage: 'English',
    clock: '站点时间',
    seats: (count) => `${count} 席在线`,
  },
  {
    realm: { live: 'Live', drill: 'Drill' },
    drillBand: 'DRILL · every alarm below is simulated; never act on it as real',
    watermark: 'DRILL',
    demo: 'Demo data',
    counts: { unanswered: 'New', working: 'Open', onScene: 'On scene', closedToday: 'Closed' },
    countsLabel: 'Incidents',
    units: { free: 'Free', busy: 'Busy', stale: 'Stale' },
    unitsLabel: 'Units',
    chain: 'Journal chain',
    chainChecked: (ago) => ago,
    chainNever: 'Not checked yet',
    chainBroken: (seq) => `Broken at seq ${seq}`,
    chainSeq: (seq) => `seq ${seq}`,
    links: 'Links',
    linksUp: (up, all) => `${up}/${all} up`,
    linksDown: (down) => (down === 1 ? '1 link down' : `${down} links down`),
    noLinks: 'None set up',
    linksUnknown: 'Unknown',
    core: 'Core',
    coreState: {
      starting: 'Starting',
      running: 'Running',
      restarting: 'Restarting',
      failed: 'Could not start',
      unknown: 'Unknown',
    },
    coreLive: 'Normal',
    coreLost: 'Lost',
    coreConnecting: 'Connecting',
    coreRefused: 'Not let in',
    sound: 'Sound',
    soundState: { ready: 'Ready', sounding: 'Sounding', broken: 'Broken', testing: 'Testing', unknown: 'Unknown' },
    soundUnknownReason: 'This window is not on the command terminal and cannot know about its sound',
    testSound: 'Test',
    switchLanguage: '中文',
    clock: 'Station time',
    seats: (count) => (count === 1 ? '1 seat' : `${count} seats`),
  },
);
