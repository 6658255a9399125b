import { bilingual } from './language.ts';

interface JoinText {
  title: string;
  why: string;
  isHost: string;
  address: string;
  addressHint: string;
  look: string;
  compare: string;
  compareHint: string;
  whole: string;
  isSame: string;
  code: string;
  codeHint: string;
  join: string;
  other: string;
  joinedTo(station: string): string;
  factAddress: string;
  factMachine: string;
  factSince: string;
  tokenInFile: string;
  leave: string;
  leaveHint: string;
  leaveNow: string;
  stay: string;
  again: string;
}

/** Joining a host, as the officer at the other machine sees it. */
export const joinText = bilingual<JoinText>(
  {
    title: '加入主机',
    why: '本机可以作为另一台主机的席位：同样的窗口，同样的数据。加入后本机不再运行自己的核心，报警由主机接收。',
    isHost: '本机按 station.json 运行自己的站点，不能加入其他主机。',
    address: '主机地址',
    addressHint: '主机“席位机”页上的接入地址，例如 192.168.1.10:4743',
    look: '连接并核对',
    compare: '请核对主机指纹',
    compareHint: '与主机管理员电话核对下面六组数字。任何一位不同都不要继续：应答的不是你们的主机。',
    whole: '完整指纹（SHA-256）',
    isSame: '六组数字与主机显示的完全相同',
    code: '加入码',
    codeHint: '八位，由主机管理员生成，十分钟内有效',
    join: '加入',
    other: '换一个地址',
    joinedTo: (station) => `本机是“${station}”的席位`,
    factAddress: '主机地址',
    factMachine: '本机名称',
    factSince: '加入时间',
    tokenInFile: '本系统没有密钥库：席位令牌保存在只有当前用户可读的文件中。',
    leave: '离开主机',
    leaveHint: '本机将重新启动并运行自己的核心；要再次加入需要新的加入码。',
    leaveNow: '确认离开',
    stay: '留下',
    again: '重新加入',
  },
  {
    title: 'Join a host',
    why: 'This machine can be a seat of another host: the same windows, the same data. It then runs no core of its own; alarms are received by the host.',
    isHost: 'This machine runs a station of its own by station.json and cannot join another host.',
    address: 'Address of the host',
    addressHint: 'As shown on the host under “Seats on the LAN”, such as 192.168.1.10:4743',
    look: 'Connect and compare',
    compare: "Compare the host's fingerprint",
    compareHint:
      "Read these six groups to the host's administrator over the phone. If a single digit differs, stop: it is not your host that answered.",
    whole: 'Whole fingerprint (SHA-256)',
    isSame: 'All six groups are the same as the host shows',
    code: 'Join code',
    codeHint: "Eight characters from the host's administrator, good for ten minutes",
    join: 'Join',
    other: 'Another address',
    joinedTo: (station) => `This machine is a seat of “${station}”`,
    factAddress: 'Host',
    factMachine: 'Name of this machine',
    factSince: 'Joined',
    tokenInFile: "This system has no keychain: the seat's token is kept in a file only this user can read.",
    leave: 'Leave the host',
    leaveHint: 'This machine starts again with a core of its own; to join again it needs a new code.',
    leaveNow: 'Leave now',
    stay: 'Stay',
    again: 'Join again',
  },
);
