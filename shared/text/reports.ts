import type { ReportChannel, SetAsideReason } from '../domain/publicReport.ts';
import type { ReplyState, ReportReply } from '../domain/reportReply.ts';
import type { ReportToneLevel } from '../wire/sound.ts';
import { bilingual } from './language.ts';

interface ReportsText {
  title: string;
  row: string;
  waiting(count: number): string;
  none: string;
  channel: Record<ReportChannel, string>;
  noPlace: string;
  lastKnown: string;
  noWords: string;
  pictures(count: number): string;
  pictureHint: string;
  voice: string;
  mayBelong(number: string, distanceM: number, minutes: number): string;
  open: string;
  attach(number: string): string;
  detach: string;
  details: string;
  map: string;
  setAside: string;
  cancel: string;
  note: string;
  reason: Record<SetAsideReason, string>;
  state: {
    waiting: string;
    attached(number: string): string;
    attachedBecause(number: string, distanceM: number, minutes: number): string;
    opened(number: string): string;
    setAside(reason: string): string;
  };
  reporter(name: string): string;
  anonymous: string;
  wechatUser: string;
  reveal: string;
  replies: string;
  stage: Record<ReportReply['stage'], string>;
  replyState: Record<ReplyState, string>;
  fault(code: string): string;
  answer: string;
  send: string;
  corroborates: string;
  codes: string;
  tone: string;
  toneLevel: Record<ReportToneLevel, string>;
  noCodes: string;
  noUrl: string;
  print: string;
  scan: string;
  back: string;
}

export const reportsText = bilingual<ReportsText>(
  {
    title: '公众上报',
    row: '公众上报',
    waiting: (count) => `${count} 条待处理`,
    none: '没有公众上报。微信公众号和扫码上报在 station.json 的 reports 中开通。',
    channel: { wechat: '微信', form: '扫码' },
    noPlace: '无位置',
    lastKnown: '手机最近位置',
    noWords: '（没有文字）',
    pictures: (count) => `照片 ${count}`,
    pictureHint: '照片在微信服务器上，本站不自动取回',
    voice: '语音识别',
    mayBelong: (number, distanceM, minutes) => `可能与 ${number} 有关（相距 ${distanceM} 米、${minutes} 分钟）`,
    open: '立为事件',
    attach: (number) => `挂接 ${number}`,
    detach: '取消挂接',
    details: '详情',
    map: '地图',
    setAside: '不予立案',
    cancel: '取消',
    note: '说明（可不填）',
    reason: { duplicate: '重复', notOurs: '不属本中心', advice: '意见建议', spam: '骚扰信息' },
    state: {
      waiting: '待处理',
      attached: (number) => `已挂接 ${number}`,
      attachedBecause: (number, distanceM, minutes) =>
        `佐证 ${number}：相距 ${distanceM} 米、${minutes} 分钟内，自动挂接`,
      opened: (number) => `已立为 ${number}`,
      setAside: (reason) => `不予立案：${reason}`,
    },
    reporter: (name) => `上报人 ${name}`,
    anonymous: '未留联系方式',
    wechatUser: '微信用户',
    reveal: '显示',
    replies: '回复',
    stage: { accepted: '已受理', handling: '处置中', done: '已办结', answer: '值班员回复' },
    replyState: { queued: '待发送', sent: '已发送', failed: '发送失败', expired: '超过 48 小时，不再发送' },
    fault: (code) =>
      code === 'noRelay' ? '未配置回复中继' : code === 'reporterForgotten' ? '资料已到期清除' : `中继未接收（${code}）`,
    answer: '写给上报人',
    send: '发送',
    corroborates: '公众佐证',
    codes: '二维码',
    tone: '提示音',
    toneLevel: { off: '关', soft: '轻', normal: '中', loud: '响' },
    noCodes: '没有设置点位：在 station.json 的 reports.form.points 中填写。',
    noUrl: '没有公网地址：在 station.json 的 reports.url 中填写后才能生成二维码。',
    print: '打印',
    scan: '扫码上报',
    back: '返回列表',
  },
  {
    title: 'Public reports',
    row: 'Public report',
    waiting: (count) => `${count} waiting`,
    none: 'No reports of the public. WeChat and the form are opened under "reports" in station.json.',
    channel: { wechat: 'WeChat', form: 'Form' },
    noPlace: 'no place',
    lastKnown: 'last place of the phone',
    noWords: '(no words)',
    pictures: (count) => (count === 1 ? '1 photo' : `${count} photos`),
    pictureHint: 'The photo is with WeChat; the station does not fetch it by itself',
    voice: 'recognised speech',
    mayBelong: (number, distanceM, minutes) => `May belong to ${number} (${distanceM} m, ${minutes} min apart)`,
    open: 'Open incident',
    attach: (number) => `Attach to ${number}`,
    detach: 'Take off',
    details: 'Details',
    map: 'Map',
    setAside: 'Set aside',
    cancel: 'Cancel',
    note: 'Note (optional)',
    reason: { duplicate: 'Duplicate', notOurs: 'Not ours', advice: 'Advice', spam: 'Spam' },
    state: {
      waiting: 'Waiting',
      attached: (number) => `Attached to ${number}`,
      attachedBecause: (number, distanceM, minutes) =>
        `Corroborates ${number}: ${distanceM} m and ${minutes} min apart, attached by itself`,
      opened: (number) => `Became ${number}`,
      setAside: (reason) => `Set aside: ${reason}`,
    },
    reporter: (name) => `From ${name}`,
    anonymous: 'Left no contact',
    wechatUser: 'WeChat user',
    reveal: 'Show',
    replies: 'Replies',
    stage: { accepted: 'Accepted', handling: 'Being handled', done: 'Done', answer: 'Answer of the desk' },
    replyState: {
      queued: 'Waiting to be sent',
      sent: 'Sent',
      failed: 'Failed',
      expired: 'Over 48 h: not sent any more',
    },
    fault: (code) =>
      code === 'noRelay'
        ? 'no relay is configured'
        : code === 'reporterForgotten'
          ? 'data were purged'
          : `not taken by the relay (${code})`,
    answer: 'Write to the reporter',
    send: 'Send',
    corroborates: 'Said by citizens too',
    codes: 'QR codes',
    tone: 'Tone',
    toneLevel: { off: 'off', soft: 'soft', normal: 'normal', loud: 'loud' },
    noCodes: 'No points yet: list them under reports.form.points in station.json.',
    noUrl: 'No public address yet: QR codes need reports.url in station.json.',
    print: 'Print',
    scan: 'Scan to report',
    back: 'Back to the list',
  },
);
