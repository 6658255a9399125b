import { bilingual } from './language.ts';

/** What is wrong with a field of a group, by code (renderer/panels/groups/groupDraft.ts). */
export type GroupProblem =
  | 'nameMissing'
  | 'areaCode'
  | 'silence'
  | 'noMembers'
  | 'memberName'
  | 'unitMissing'
  | 'badUrl'
  | 'phoneMissing';

interface GroupsText {
  title: string;
  add: string;
  none: string;
  /** For a seat that may look and not change. */
  lookOnly: string;
  newTitle: string;
  ofStation: string;
  savedBy(name: string, at: string): string;
  name: string;
  kind: string;
  areas: string;
  areasHint: string;
  areaFind: string;
  wholeStation: string;
  silence: string;
  silenceHint: string;
  answers: string;
  answersOf: Record<'anyone' | 'everyone', string>;
  answersHint: Record<'anyone' | 'everyone', string>;
  members: string;
  addMember: string;
  member(number: number): string;
  memberName: string;
  memberRole: string;
  channel: string;
  channelMeans: Record<'seat' | 'phone' | 'terminal' | 'webhook' | 'printer' | 'voice', string>;
  unit: string;
  unitNone: string;
  url: string;
  urlHint: string;
  phone: string;
  phoneKept(masked: string): string;
  seatRole: string;
  seatArea: string;
  seatAreaHint: string;
  removeMember: string;
  save: string;
  create: string;
  cancel: string;
  remove: string;
  removeMeans: string;
  confirmRemove: string;
  row(members: number, silence: number): string;
  problem: Record<GroupProblem, string>;
}

export const groupsText = bilingual<GroupsText>(
  {
    title: '联动单位',
    add: '登记联动单位',
    none: '还没有登记联动单位。登记派出所、社区、物业、消防、医院等，事件中一键通知。',
    lookOnly: '联动单位由全站的带班领导或管理员维护，本席位只能查看。',
    newTitle: '新的联动单位',
    ofStation: '由 station.json 定义，请在那里修改。',
    savedBy: (name, at) => `${name} ${at} 保存`,
    name: '名称',
    kind: '类别',
    areas: '辖区',
    areasHint: '区划或网格编码，多个用空格隔开；不填为全站',
    areaFind: '按名称、编码或拼音首字母查找并加入',
    wholeStation: '全站',
    silence: '应答时限（秒）',
    silenceHint: '超过这么久没有应答就突出提示；10–3600',
    answers: '应答方式',
    answersOf: { anyone: '一人应答即可', everyone: '每个成员都要应答' },
    answersHint: { anyone: '一个单位：谁应答都代表单位', everyone: '多家单位组成的联动组：谁没应答点名提示' },
    members: '成员与联系方式',
    addMember: '加成员',
    member: (number) => `成员 ${number}`,
    memberName: '姓名或岗位',
    memberRole: '职务（可不填）',
    channel: '联系方式',
    channelMeans: {
      seat: '本单位席位：登录后顶部弹出通知条',
      phone: '手机页：弹出联动卡片，直接应答',
      terminal: '车载终端：下发文字',
      webhook: '对接平台：发签名请求，地址须在 station.json 允许名单内',
      printer: '打印：通知单放入打印目录，值班员代报应答',
      voice: '电话：值班员拨打并代报；号码加密保存，平时只显示掩码',
    },
    unit: '力量',
    unitNone: '请选择',
    url: '接口地址',
    urlHint: 'https:// 开头',
    phone: '电话号码',
    phoneKept: (masked) => `已保存 ${masked}；留空不变`,
    seatRole: '席位角色',
    seatArea: '账号辖区编码',
    seatAreaHint: '与该单位账号的辖区一致；不填为全站席位',
    removeMember: '移除',
    save: '保存',
    create: '登记',
    cancel: '取消',
    remove: '删除联动单位',
    removeMeans: '删除后不再推荐、不能再通知；已在办事件中的记录保留。',
    confirmRemove: '确认删除',
    row: (members, silence) => `${members} 名成员 · ${silence} 秒`,
    problem: {
      nameMissing: '请填写名称',
      areaCode: '编码须为 6 到 15 位数字',
      silence: '须为 10 到 3600 的整数',
      noMembers: '至少要有一名成员',
      memberName: '请填写姓名或岗位',
      unitMissing: '请选择力量',
      badUrl: '须为 https:// 地址，不带账号和 # 部分',
      phoneMissing: '请填写 3 到 32 位的电话号码',
    },
  },
  {
    title: 'Linked groups',
    add: 'Add a group',
    none: 'No group is on record. Add police station, community, property office, brigade, hospital: one key tells them of an incident.',
    lookOnly: 'Groups are kept by a leader or administrator of the whole station; this seat may only look.',
    newTitle: 'New linked group',
    ofStation: 'Stated in station.json; change it there.',
    savedBy: (name, at) => `Saved by ${name} ${at}`,
    name: 'Name',
    kind: 'Kind',
    areas: 'Area',
    areasHint: 'Division or grid codes, separated by spaces; none is the whole station',
    areaFind: 'Find by name, code or initials, and add',
    wholeStation: 'Whole station',
    silence: 'Time to answer (seconds)',
    silenceHint: 'No answer for so long is loud; 10–3,600',
    answers: 'Whose answer counts',
    answersOf: { anyone: "Anyone's is enough", everyone: 'Every member has to answer' },
    answersHint: {
      anyone: 'One body: whoever answers speaks for it',
      everyone: 'A team of several bodies: who does not answer is named',
    },
    members: 'Members and how they are reached',
    addMember: 'Add a member',
    member: (number) => `Member ${number}`,
    memberName: 'Name or post',
    memberRole: 'Role (optional)',
    channel: 'Reached by',
    channelMeans: {
      seat: 'Own seat: a bar on top once signed in',
      phone: 'Phone page: a card that is answered there',
      terminal: 'Vehicle terminal: text',
      webhook: 'Own system: a signed request; the host must be listed in station.json',
      printer: 'Print: a slip in the print folder; the officer enters the answer',
      voice: 'Call: the officer calls and enters the answer; the number is sealed, only its mask shows',
    },
    unit: 'Unit',
    unitNone: 'Choose one',
    url: 'Address',
    urlHint: 'Begins with https://',
    phone: 'Number',
    phoneKept: (masked) => `${masked} is kept; leave empty to keep it`,
    seatRole: 'Role of the seat',
    seatArea: 'Area code of its account',
    seatAreaHint: "As the account's own area; none is a seat of the whole station",
    removeMember: 'Take off',
    save: 'Save',
    create: 'Add',
    cancel: 'Cancel',
    remove: 'Remove this group',
    removeMeans: 'It is no longer proposed and can no longer be told; what stands in incidents stays.',
    confirmRemove: 'Remove it',
    row: (members, silence) => `${members} ${members === 1 ? 'member' : 'members'} · ${silence} s`,
    problem: {
      nameMissing: 'A name is needed',
      areaCode: 'Codes are 6 to 15 digits',
      silence: 'A whole number from 10 to 3,600',
      noMembers: 'At least one member is needed',
      memberName: 'A name or post is needed',
      unitMissing: 'Choose a unit',
      badUrl: 'An https:// address without user or # part',
      phoneMissing: 'A number of 3 to 32 characters is needed',
    },
  },
);
