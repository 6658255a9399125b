import type { PersonField } from '../domain/person.ts';
import { bilingual } from './language.ts';

interface RevealText {
  title: string;
  why: string;
  reason: string;
  quick: readonly string[];
  field: Record<PersonField, string>;
  show: string;
  close: string;
  cancel: string;
  shown: string;
  open: string;
}

export const revealText = bilingual<RevealText>(
  {
    title: '查看报告人资料',
    why: '资料平时只显示掩码。查看的人、项目和理由都写入日志；内容不写入。',
    reason: '查看理由',
    quick: ['回拨核实情况', '通知到场人员联系', '处置需要上门', '回访反馈结果'],
    field: { name: '姓名', phone: '电话', openid: '微信号', address: '地址' },
    show: '查看',
    close: '关闭',
    cancel: '取消',
    shown: '显示一分钟，关闭后不再显示。',
    open: '查看资料',
  },
  {
    title: 'Show who reported',
    why: 'These data are masked everywhere. Who looks, at what and why goes into the journal; what is seen does not.',
    reason: 'Why they must be seen',
    quick: ['Calling back', 'For the unit on its way', 'Going there', 'Telling what came of it'],
    field: { name: 'Name', phone: 'Phone', openid: 'WeChat id', address: 'Address' },
    show: 'Show',
    close: 'Close',
    cancel: 'Cancel',
    shown: 'Shown for a minute, and not any more once this is closed.',
    open: 'Show data',
  },
);
