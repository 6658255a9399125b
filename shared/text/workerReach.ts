import { bilingual } from './language.ts';

interface WorkerReachText {
  order: string;
  open: string;
  messages(count: number): string;
  tasks(count: number): string;
  /** Whether the phone says what comes while the page is out of sight. */
  allow: string;
  state: Record<'ask' | 'on' | 'denied' | 'impossible', string>;
  dark: string;
  keepLit: string;
  tryOut: string;
  volume: string;
  closed: string;
  mistake: string;
  mistakeWords: string;
}

/** How the phone page reaches somebody: ring, notifications, a lit screen; and a call for help taken back. */
export const workerReachText = bilingual<WorkerReachText>(
  {
    order: '新指令，请应答',
    open: '点开处理',
    messages: (count) => `值班台来消息 ${count} 条`,
    tasks: (count) => `待处理任务 ${count} 项`,
    allow: '允许后台提醒',
    state: {
      ask: '切到别的应用时不会提醒',
      on: '切到别的应用也会提醒',
      denied: '后台提醒被拒绝：请在浏览器设置中允许本页发通知',
      impossible: '安装本站证书后才能后台提醒',
    },
    dark: '屏幕不能保持常亮：请把自动锁屏时间调长',
    keepLit: '值勤时屏幕常亮',
    tryOut: '试响铃',
    volume: '响铃用手机的媒体音量，网页不能调大：上岗前请调到最大并试响',
    closed: '网页关闭后收不到指令，值勤期间请勿关闭',
    mistake: '误触，告知值班台',
    mistakeWords: '刚才的求助是误触，我没有危险',
  },
  {
    order: 'New order: please answer',
    open: 'Tap to open',
    messages: (count) => (count === 1 ? '1 message of the desk' : `${count} messages of the desk`),
    tasks: (count) => (count === 1 ? '1 task to take' : `${count} tasks to take`),
    allow: 'Allow notifications',
    state: {
      ask: 'Silent while another app is in front',
      on: 'Notifies while another app is in front',
      denied: 'Notifications are blocked: allow them for this page in the browser settings',
      impossible: "Notifications need the station's certificate installed",
    },
    dark: 'The screen cannot be kept on: make its time-out longer',
    keepLit: 'Screen stays on while on shift',
    tryOut: 'Try the ring',
    volume: 'It rings at the media volume, which a page cannot raise: turn it up and try before a shift',
    closed: 'A closed page hears nothing: leave it open while on shift',
    mistake: 'By mistake: tell the desk',
    mistakeWords: 'The last call for help was by mistake; I am not in danger',
  },
);

export type WorkerReachWords = (typeof workerReachText)['zh-CN'];
