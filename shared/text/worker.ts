import { bilingual } from './language.ts';
import { workerOrderText } from './workerOrder.ts';
import { workerOutboxText } from './workerOutbox.ts';
import { workerTasksText } from './workerTasks.ts';

interface WorkerPageText {
  name: string;
  other: string;
  theme: Record<'auto' | 'day' | 'night', string>;
  drill: string;
  signIn: Record<
    | 'title'
    | 'code'
    | 'codeHint'
    | 'join'
    | 'joining'
    | 'certificate'
    | 'certificateWhy'
    | 'download'
    | 'spoken'
    | 'whole',
    string
  > & { steps: readonly string[]; noNetwork: string; wrongCode: string };
  revoked: Record<'title' | 'why' | 'again', string>;
  outdated: Record<'title' | 'reload', string>;
  broken: Record<'title' | 'hint', string>;
  connection: Record<'online' | 'connecting' | 'offline', string> & { lastHeard(age: string): string };
  tabs: Record<'duty' | 'tasks' | 'report' | 'messages', string>;
  shift: Record<'on' | 'off' | 'start' | 'end' | 'offHint' | 'onHint' | 'endTitle' | 'endNow' | 'stay', string>;
  sound: Record<'off' | 'unlock', string>;
  confirm: Record<'send' | 'cancel' | 'close', string>;
}

const pageText = bilingual<WorkerPageText>(
  {
    name: '平安指挥 · 外勤',
    other: 'English',
    theme: { auto: '自动', day: '日间', night: '夜间' },
    drill: '演练',
    signIn: {
      title: '加入值守',
      code: '加入码',
      codeHint: '向值班台索取 8 位加入码，10 分钟内有效，只能用一次',
      join: '加入，并允许响铃',
      joining: '正在加入…',
      certificate: '核对证书',
      certificateWhy:
        '本站的证书由本站自己制作。请与值班台核对下面的数字，一致后安装证书，即可把本页添加到主屏幕、断网时也能打开。',
      download: '下载本站证书',
      spoken: '念给值班台核对',
      whole: '完整指纹（SHA-256）',
      steps: [
        '下载证书，在系统设置中搜索“CA 证书”并安装',
        '重新打开本页，地址栏不再提示不安全',
        '在浏览器菜单中选择“添加到主屏幕”',
      ],
      noNetwork: '与本站没有连接，请检查是否在值守网络内',
      wrongCode: '加入码不对、已用过或已过期，请向值班台重新索取',
    },
    revoked: {
      title: '本机已被值班台撤销',
      why: '不再接收指令，也不再定位。需要继续使用时，请向值班台索取新的加入码。',
      again: '重新加入',
    },
    outdated: { title: '页面版本与本站不一致', reload: '更新页面' },
    broken: { title: '这部手机无法保存数据', hint: '请关闭无痕模式，或清理存储空间后重新打开' },
    connection: {
      online: '已连接',
      connecting: '连接中',
      offline: '无网络',
      lastHeard: (age) => `${age}联系过`,
    },
    tabs: { duty: '值勤', tasks: '任务', report: '上报', messages: '消息' },
    shift: {
      on: '值勤中',
      off: '未值勤',
      start: '开始值勤',
      end: '结束值勤',
      offHint: '未值勤：不定位，不派单',
      onHint: '值勤期间上报位置，结束值勤即停止',
      endTitle: '结束值勤？',
      endNow: '结束，停止定位',
      stay: '继续值勤',
    },
    sound: { off: '响铃未开启', unlock: '点此开启响铃' },
    confirm: { send: '确定', cancel: '取消', close: '关闭' },
  },
  {
    name: "Ping'an Command · field",
    other: '中文',
    theme: { auto: 'Auto', day: 'Day', night: 'Night' },
    drill: 'Drill',
    signIn: {
      title: 'Join the station',
      code: 'Join code',
      codeHint: 'Ask the desk for a code of 8 characters: good for 10 minutes, and once',
      join: 'Join, and allow ringing',
      joining: 'Joining…',
      certificate: 'Check the certificate',
      certificateWhy:
        'The station made its own certificate. Compare these digits with the desk; if they are the same, install the certificate. Then this page can be added to the home screen and opens without network.',
      download: 'Download the certificate',
      spoken: 'Read out to the desk',
      whole: 'Whole fingerprint (SHA-256)',
      steps: [
        'Download it, search the system settings for "CA certificate" and install it',
        'Open this page again: the address bar warns no more',
        'Choose "Add to home screen" in the menu of the browser',
      ],
      noNetwork: 'The station cannot be reached: are you in its network?',
      wrongCode: 'The code is wrong, used or over; ask the desk for another',
    },
    revoked: {
      title: 'The desk has revoked this phone',
      why: 'It gets no orders and is not located any more. Ask the desk for a new code to go on.',
      again: 'Join again',
    },
    outdated: { title: "This page is not of the station's version", reload: 'Update the page' },
    broken: {
      title: 'This phone cannot keep data',
      hint: 'Leave private browsing, or free some storage, and open the page again',
    },
    connection: {
      online: 'Connected',
      connecting: 'Connecting',
      offline: 'No network',
      lastHeard: (age) => `heard ${age}`,
    },
    tabs: { duty: 'Duty', tasks: 'Tasks', report: 'Report', messages: 'Messages' },
    shift: {
      on: 'On shift',
      off: 'Off shift',
      start: 'Go on shift',
      end: 'End shift',
      offHint: 'Off shift: not located, no orders',
      onHint: 'Located while on shift, and no longer',
      endTitle: 'End the shift?',
      endNow: 'End it, stop locating',
      stay: 'Stay on shift',
    },
    sound: { off: 'Ringing is off', unlock: 'Tap to allow ringing' },
    confirm: { send: 'OK', cancel: 'Cancel', close: 'Close' },
  },
);

/** The phone page: short words for one hand and one glance. */
export const workerText = {
  'zh-CN': {
    ...pageText['zh-CN'],
    ...workerOrderText['zh-CN'],
    ...workerTasksText['zh-CN'],
    ...workerOutboxText['zh-CN'],
  },
  en: { ...pageText.en, ...workerOrderText.en, ...workerTasksText.en, ...workerOutboxText.en },
} as const;

export type WorkerWords = (typeof workerText)['zh-CN'];
