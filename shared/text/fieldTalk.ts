import { bilingual } from './language.ts';

interface FieldTalkText {
  reports: {
    none: string;
    from(name: string): string;
    open: string;
    dismiss: string;
    dismissReason: string;
    confirmDismiss: string;
    opened(number: string): string;
    dismissed(reason: string): string;
  };
  unit: {
    messages: string;
    noMessages: string;
    write: string;
    send: string;
    sent: string;
    delivered: string;
    read: string;
    unread(count: number): string;
  };
  notice: {
    overdue(title: string): string;
    report(name: string): string;
    message(name: string): string;
  };
}

/** What the field tells the desk: its reports, its messages, what is noticed of both. */
export const fieldTalkText = bilingual<FieldTalkText>(
  {
    reports: {
      none: '没有一线上报。',
      from: (name) => `${name}上报`,
      open: '立为事件',
      dismiss: '不立',
      dismissReason: '不立原因',
      confirmDismiss: '确认不立',
      opened: (number) => `已立为事件 ${number}`,
      dismissed: (reason) => `未立：${reason}`,
    },
    unit: {
      messages: '消息',
      noMessages: '还没有消息。',
      write: '给该力量发消息',
      send: '发送',
      sent: '已发出',
      delivered: '已送达',
      read: '已读',
      unread: (count) => `未读 ${count}`,
    },
    notice: {
      overdue: (title) => `任务超时：${title}`,
      report: (name) => `${name} 上报`,
      message: (name) => `${name} 来信`,
    },
  },
  {
    reports: {
      none: 'No field reports.',
      from: (name) => `Reported by ${name}`,
      open: 'Open incident',
      dismiss: 'Set aside',
      dismissReason: 'Why it is set aside',
      confirmDismiss: 'Set it aside',
      opened: (number) => `Opened as incident ${number}`,
      dismissed: (reason) => `Set aside: ${reason}`,
    },
    unit: {
      messages: 'Messages',
      noMessages: 'No messages yet.',
      write: 'Write to this unit',
      send: 'Send',
      sent: 'Sent',
      delivered: 'Delivered',
      read: 'Read',
      unread: (count) => `${count} unread`,
    },
    notice: {
      overdue: (title) => `Task overdue: ${title}`,
      report: (name) => `${name} reports`,
      message: (name) => `${name} writes`,
    },
  },
);
