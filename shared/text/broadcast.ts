import { bilingual } from './language.ts';

interface BroadcastText {
  title: string;
  to: string;
  audience: Record<'everyone' | 'team' | 'groups' | 'grid' | 'radius', string>;
  audienceHint: Record<'everyone' | 'team' | 'groups' | 'grid' | 'radius', string>;
  find: string;
  nobodyFound: string;
  chosen(count: number): string;
  everyoneCount(count: number): string;
  area: string;
  areaPlaceholder: string;
  areaChosen(name: string): string;
  areaNone: string;
  pick: string;
  picked(lon: string, lat: string): string;
  radius: string;
  words: string;
  wordsLeft(count: number): string;
  send: string;
  hint: string;
  notReady: Record<'audience' | 'words', string>;
  mayNot: string;
  sent: string;
  sentNone: string;
  counts(told: number, delivered: number, read: number): string;
  notYet: string;
  more(count: number): string;
}

export const broadcastText = bilingual<BroadcastText>(
  {
    title: '通知力量',
    to: '通知谁',
    audience: { everyone: '全部力量', team: '选定力量', groups: '联动单位', grid: '区域', radius: '周边' },
    audienceHint: {
      everyone: '所有登记的力量',
      team: '逐个选择',
      groups: '联动单位中用手机或车载终端联系的成员',
      grid: '驻点在区域内的，和现在在区域内的',
      radius: '驻点在范围内的，和现在在范围内的',
    },
    find: '按名称筛选',
    nobodyFound: '没有找到',
    chosen: (count) => `已选 ${count}`,
    everyoneCount: (count) => `共 ${count} 支`,
    area: '区域',
    areaPlaceholder: '网格、社区、镇街的名称、编码或拼音首字母',
    areaChosen: (name) => `区域：${name}`,
    areaNone: '没有找到这个区域',
    pick: '在图上点中心',
    picked: (lon, lat) => `中心 ${lon}，${lat}`,
    radius: '半径（米）',
    words: '内容',
    wordsLeft: (count) => `还可写 ${count} 字`,
    send: '发送',
    hint: '发到各力量的手机页，离线的上线后收到；谁收到、谁看过在下面',
    notReady: { audience: '先选通知谁', words: '先写内容' },
    mayNot: '本席位不能发送',
    sent: '已发出',
    sentNone: '还没有群发过通知',
    counts: (told, delivered, read) => `${told} 支 · 送达 ${delivered} · 已看 ${read}`,
    notYet: '未送达：',
    more: (count) => `等 ${count} 支`,
  },
  {
    title: 'Notify units',
    to: 'Whom',
    audience: { everyone: 'All units', team: 'Chosen units', groups: 'Linked groups', grid: 'Area', radius: 'Around' },
    audienceHint: {
      everyone: 'Every unit on record',
      team: 'One by one',
      groups: 'Members of groups that are reached by phone page or terminal',
      grid: 'Posted in the area, or there now',
      radius: 'Posted within it, or there now',
    },
    find: 'Filter by name',
    nobodyFound: 'Nothing found',
    chosen: (count) => `${count} chosen`,
    everyoneCount: (count) => `${count} in all`,
    area: 'Area',
    areaPlaceholder: 'Name, code or initials of a grid, community or town',
    areaChosen: (name) => `Area: ${name}`,
    areaNone: 'No such area found',
    pick: 'Point at the centre',
    picked: (lon, lat) => `Centre ${lon}, ${lat}`,
    radius: 'Radius (m)',
    words: 'Message',
    wordsLeft: (count) => `${count} characters left`,
    send: 'Send',
    hint: 'Goes to the phone page of each; who is offline has it when back. Who has it and has read it stands below',
    notReady: { audience: 'Choose whom first', words: 'Write something first' },
    mayNot: 'This seat may not send',
    sent: 'Sent',
    sentNone: 'Nothing has been sent to many yet',
    counts: (told, delivered, read) => `${told} told · ${delivered} have it · ${read} read it`,
    notYet: 'Not yet: ',
    more: (count) => `and ${count} more`,
  },
);
