import { bilingual } from './language.ts';

interface WorkerOutboxText {
  messages: Record<'none' | 'write' | 'send' | 'waiting' | 'read' | 'delivered' | 'sent' | 'desk', string> & {
    chips: readonly string[];
  };
  outbox: {
    title: string;
    empty: string;
    waiting(count: number): string;
    refused(count: number): string;
    since(age: string): string;
    orderHint: string;
    dismiss: string;
    refusedBecause(why: string): string;
    fileRetry: string;
    deed: Record<
      | 'linkage'
      | 'shiftOn'
      | 'shiftOff'
      | 'sos'
      | 'photo'
      | 'voice'
      | 'report'
      | 'message'
      | 'mark'
      | 'checkIn'
      | 'item'
      | 'task',
      string
    >;
  };
}

/** What was written to the desk, and what has not reached it yet. */
export const workerOutboxText = bilingual<WorkerOutboxText>(
  {
    messages: {
      none: '还没有消息',
      write: '写给值班台',
      send: '发送',
      waiting: '待发送',
      read: '值班台已读',
      delivered: '已送达',
      sent: '已发出',
      desk: '值班台',
      chips: ['收到', '正在前往', '需要支援', '一切正常'],
    },
    outbox: {
      title: '待发送',
      empty: '全部已送达值班台',
      waiting: (count) => `${count} 条待发送`,
      refused: (count) => `${count} 条未被接受`,
      since: (age) => `已等待 ${age}`,
      orderHint: '有网络时按顺序各送一次，关闭页面也不会丢失',
      dismiss: '知道了',
      refusedBecause: (why) => `未被接受：${why}`,
      fileRetry: '附件未传完，稍后重传',
      deed: {
        linkage: '联动应答',
        shiftOn: '开始值勤',
        shiftOff: '结束值勤',
        sos: '求助',
        photo: '照片',
        voice: '录音',
        report: '情况上报',
        message: '消息',
        mark: '已读回执',
        checkIn: '签到',
        item: '检查项',
        task: '任务',
      },
    },
  },
  {
    messages: {
      none: 'No messages yet',
      write: 'To the desk',
      send: 'Send',
      waiting: 'To be sent',
      read: 'Read at the desk',
      delivered: 'Delivered',
      sent: 'Sent',
      desk: 'Desk',
      chips: ['Copied', 'On my way', 'Need support', 'All well'],
    },
    outbox: {
      title: 'To be sent',
      empty: 'The desk has everything',
      waiting: (count) => `${count} to be sent`,
      refused: (count) => `${count} not accepted`,
      since: (age) => `waiting ${age}`,
      orderHint: 'Sent once each and in order when there is network; closing the page loses nothing',
      dismiss: 'I see',
      refusedBecause: (why) => `Not accepted: ${why}`,
      fileRetry: 'The file did not get through; it is tried again',
      deed: {
        linkage: 'Answer of the group',
        shiftOn: 'Shift begun',
        shiftOff: 'Shift ended',
        sos: 'Call for help',
        photo: 'Photo',
        voice: 'Voice note',
        report: 'Report',
        message: 'Message',
        mark: 'Read mark',
        checkIn: 'Check-in',
        item: 'Item',
        task: 'Task',
      },
    },
  },
);
