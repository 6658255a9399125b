import { bilingual } from './language.ts';

interface DialogsText {
  cancel: string;
  close: string;
  dismissNotice: string;
  closeTitle(number: string): string;
  closeReason: string;
  closeNote: string;
  closeNotePlaceholder: string;
  closeConfirm(reason: string): string;
  closeChoose: string;
  closeWithdraws(count: number): string;
  closeOnScene: string;
  reasonTitle: Record<'withdraw' | 'refuse', (unit: string) => string>;
  reasonField: string;
  reasonQuick: Record<'withdraw' | 'refuse', readonly string[]>;
  reasonConfirm: Record<'withdraw' | 'refuse', string>;
  openTitle: string;
  openKind: string;
  openSummary: string;
  openSummaryPlaceholder: string;
  openAddress: string;
  openAddressPlaceholder: string;
  openAt: string;
  openAtSelected(name: string): string;
  openNowhere: string;
  openLon: string;
  openLat: string;
  openConfirm: string;
  openHint: string;
  keysHint: string;
  evaluation: string;
}

export const dialogsText = bilingual<DialogsText>(
  {
    cancel: '取消',
    close: '关闭',
    dismissNotice: '知道了',
    closeTitle: (number) => `结案 ${number}`,
    closeReason: '结案原因',
    closeNote: '处置结果',
    closeNotePlaceholder: '可写处置结果，供评查',
    closeConfirm: (reason) => `确认结案：${reason}`,
    closeChoose: '请先选择原因',
    closeWithdraws: (count) => `尚有 ${count} 个未到场的力量，结案时将一并撤回。`,
    closeOnScene: '仍有力量在现场，请先报完成或撤回，再结案。',
    reasonTitle: { withdraw: (unit) => `撤回 ${unit}`, refuse: (unit) => `代 ${unit} 报拒绝` },
    reasonField: '原因',
    reasonQuick: {
      withdraw: ['警情解除', '改派其他力量', '误派'],
      refuse: ['正在处理其他工作', '车辆或装备故障', '不在岗'],
    },
    reasonConfirm: { withdraw: '确认撤回', refuse: '确认拒绝' },
    openTitle: '登记事件',
    openKind: '类型',
    openSummary: '摘要',
    openSummaryPlaceholder: '谁、什么事，可留空',
    openAddress: '地址',
    openAddressPlaceholder: '可留空，由位置推算',
    openAt: '位置',
    openAtSelected: (name) => `取自所选：${name}`,
    openNowhere: '请先在地图上选一个位置，或填写经纬度。',
    openLon: '经度',
    openLat: '纬度',
    openConfirm: '登记并受理',
    openHint: '回车登记，Esc 取消',
    keysHint: '数字键选择，回车确认，Esc 取消',
    evaluation: '评估运行时',
  },
  {
    cancel: 'Cancel',
    close: 'Close',
    dismissNotice: 'Dismiss',
    closeTitle: (number) => `Close ${number}`,
    closeReason: 'Reason',
    closeNote: 'Outcome',
    closeNotePlaceholder: 'What was done, for the review; may be empty',
    closeConfirm: (reason) => `Close as: ${reason}`,
    closeChoose: 'Choose a reason first',
    closeWithdraws: (count) =>
      count === 1
        ? '1 unit has not arrived yet and will be withdrawn.'
        : `${count} units have not arrived yet and will be withdrawn.`,
    closeOnScene: 'A unit is still on scene: report it done or withdraw it before closing.',
    reasonTitle: { withdraw: (unit) => `Withdraw ${unit}`, refuse: (unit) => `Report that ${unit} refuses` },
    reasonField: 'Reason',
    reasonQuick: {
      withdraw: ['Situation resolved', 'Another unit is sent', 'Sent by mistake'],
      refuse: ['Busy with other work', 'Vehicle or equipment fault', 'Off duty'],
    },
    reasonConfirm: { withdraw: 'Withdraw', refuse: 'Report refusal' },
    openTitle: 'Open an incident by hand',
    openKind: 'Kind',
    openSummary: 'Summary',
    openSummaryPlaceholder: 'Who and what; may be empty',
    openAddress: 'Address',
    openAddressPlaceholder: 'May be empty: worked out from the place',
    openAt: 'Place',
    openAtSelected: (name) => `From the selection: ${name}`,
    openNowhere: 'Choose a place on the map first, or fill in longitude and latitude.',
    openLon: 'Longitude',
    openLat: 'Latitude',
    openConfirm: 'Open and accept',
    openHint: 'Enter opens it, Esc cancels',
    keysHint: 'Number keys choose, Enter confirms, Esc cancels',
    evaluation: 'evaluation only',
  },
);
