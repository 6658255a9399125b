import type { MachineRole, MachineState } from '../domain/machine.ts';
import { bilingual } from './language.ts';

interface MachinesText {
  title: string;
  lan: string;
  lanOpen: string;
  lanClosed: string;
  lanFault(reason: string): string;
  lanHint: string;
  open: string;
  close: string;
  closeHint: string;
  port: string;
  reachedAt: string;
  fingerprint: string;
  fingerprintHint: string;
  fingerprintWhole: string;
  adminOnly: string;
  invite: string;
  inviteHint: string;
  name: string;
  role: string;
  roleName: Record<MachineRole, string>;
  roleHint: Record<MachineRole, string>;
  makeCode: string;
  code: string;
  codeFor(name: string): string;
  codeHolds(left: string): string;
  codeOver: string;
  codeLost: string;
  howTo: string;
  list: string;
  empty: string;
  column: Record<'machine' | 'role' | 'state' | 'address' | 'seen', string>;
  state: Record<MachineState['state'], string>;
  connected: string;
  neverHeard: string;
  revoke: string;
  revokeReason: string;
  revokeNow: string;
  keep: string;
  withdrawn: string;
  revokedBecause(by: string, reason: string): string;
  stale: string;
  rename: string;
  renameNow: string;
  keepName: string;
  renew: string;
  renewWhen: string;
  renewMeans(joined: number): string;
  renewHow: string;
  renewSure: string;
  renewNow: string;
  renewKeep: string;
}

/** Other machines of this station, as its administrator sees them. */
export const machinesText = bilingual<MachinesText>(
  {
    title: '席位机',
    lan: '局域网接入',
    lanOpen: '已开放',
    lanClosed: '未开放',
    lanFault: (reason) => `应已开放，但没有监听：${reason}`,
    lanHint: '未开放时只有本机能接入。开放后，其他工作站和大屏凭一次性加入码经加密连接接入。',
    open: '开放局域网接入',
    close: '关闭局域网接入',
    closeHint: '所有席位机将立即断开',
    port: '端口',
    reachedAt: '接入地址',
    fingerprint: '主机指纹',
    fingerprintHint: '加入前由两边念一遍，三十位数字完全相同才可输入加入码。',
    fingerprintWhole: '完整指纹（SHA-256）',
    adminOnly: '只有管理员可以开放局域网、邀请和撤销席位机。',
    invite: '邀请一台机器',
    inviteHint: '加入码只显示这一次，十分钟内有效，用过即作废。',
    name: '名称',
    role: '用途',
    roleName: { duty: '值班席', leader: '带班席', wall: '大屏' },
    roleHint: {
      duty: '受理、派遣、结案',
      leader: '同值班席，并可查看日志',
      wall: '只看，不能操作',
    },
    makeCode: '生成加入码',
    code: '加入码',
    codeFor: (name) => `给“${name}”`,
    codeHolds: (left) => `还剩 ${left}`,
    codeOver: '已过期，请重新生成',
    codeLost: '加入码没有收到，请撤销此邀请后重新生成',
    howTo: '在那台机器上打开“加入主机”，输入接入地址，核对指纹，再输入加入码。',
    list: '已登记的席位机',
    empty: '还没有席位机',
    column: { machine: '机器', role: '用途', state: '状态', address: '地址', seen: '最后收到' },
    state: { invited: '待加入', joined: '已加入', revoked: '已撤销' },
    connected: '在线',
    neverHeard: '核心启动后未收到',
    revoke: '撤销',
    revokeReason: '撤销原因',
    revokeNow: '确认撤销',
    keep: '保留',
    withdrawn: '撤回邀请',
    revokedBecause: (by, reason) => `${by} 撤销：${reason}`,
    stale: '与核心没有联系，以下为最后收到的情况',
    rename: '改名',
    renameNow: '保存名称',
    keepName: '不改',
    renew: '更换主机证书…',
    renewWhen: '只在主机密钥可能泄露时更换；地址变化不需要。',
    renewMeans: (joined) =>
      `更换后，已加入的 ${joined} 台席位机会立即拒绝这台主机（“主机身份已改变”），不能接收警情，直到逐台重新加入。本机窗口、设备接入和声音不受影响；手机须重新核对指纹。`,
    renewHow:
      '更换后：为每台机器重新生成加入码，在那台机器上打开“加入主机”，核对新的三十位数字，再输入加入码；然后撤销旧的登记。',
    renewSure: '我知道所有席位机都要重新加入',
    renewNow: '立即更换',
    renewKeep: '不更换',
  },
  {
    title: 'Seats on the LAN',
    lan: 'LAN access',
    lanOpen: 'Open',
    lanClosed: 'Closed',
    lanFault: (reason) => `Should be open but is not listening: ${reason}`,
    lanHint:
      'While it is closed only this machine can connect. Once open, other workstations and walls join over an encrypted connection with a one-time code.',
    open: 'Open the LAN',
    close: 'Close the LAN',
    closeHint: 'Every joined machine is cut off at once',
    port: 'Port',
    reachedAt: 'Address to join',
    fingerprint: 'Host fingerprint',
    fingerprintHint: 'Read it out on both sides before joining: the code is typed only if all thirty digits agree.',
    fingerprintWhole: 'Whole fingerprint (SHA-256)',
    adminOnly: 'Only an administrator opens the LAN, invites machines and revokes them.',
    invite: 'Invite a machine',
    inviteHint: 'The code is shown this once, holds for ten minutes and is spent when it is used.',
    name: 'Name',
    role: 'Use',
    roleName: { duty: 'Duty seat', leader: 'Leader seat', wall: 'Wall' },
    roleHint: {
      duty: 'accepts, dispatches, closes',
      leader: 'as a duty seat, and reads the journal',
      wall: 'looks and cannot act',
    },
    makeCode: 'Make a join code',
    code: 'Join code',
    codeFor: (name) => `for “${name}”`,
    codeHolds: (left) => `${left} left`,
    codeOver: 'Over; make another',
    codeLost: 'The code did not arrive; withdraw this invitation and make another',
    howTo: 'On that machine open “Join a host”, type the address, compare the fingerprint, then type the code.',
    list: 'Machines',
    empty: 'No machine has joined yet',
    column: { machine: 'Machine', role: 'Use', state: 'State', address: 'Address', seen: 'Last heard' },
    state: { invited: 'Invited', joined: 'Joined', revoked: 'Revoked' },
    connected: 'Connected',
    neverHeard: 'Not since the core started',
    revoke: 'Revoke',
    revokeReason: 'Why it is revoked',
    revokeNow: 'Revoke now',
    keep: 'Keep it',
    withdrawn: 'Withdraw',
    revokedBecause: (by, reason) => `Revoked by ${by}: ${reason}`,
    stale: 'No contact with the core; this is what was last heard',
    rename: 'Rename',
    renameNow: 'Save the name',
    keepName: 'Keep the name',
    renew: 'Renew the host’s certificate…',
    renewWhen: 'Only when its key may be known to others; a new address needs no new certificate.',
    renewMeans: (joined) =>
      `The ${joined} joined machines refuse this host from that moment (“the host is not the same”) and receive no alarms until each has joined again. This machine’s own window, devices and sound go on; phones compare the fingerprint anew.`,
    renewHow:
      'Afterwards: make a join code for each machine, open “Join a host” there, compare the new thirty digits, type the code; then revoke the old entry.',
    renewSure: 'I know that every machine has to join again',
    renewNow: 'Renew now',
    renewKeep: 'Do not renew',
  },
);
