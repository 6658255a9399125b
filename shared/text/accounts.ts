import type { PasswordFault } from '../domain/accountCommands.ts';
import { bilingual } from './language.ts';

interface AccountsText {
  title: string;
  // Who sits here.
  cell: string;
  notSignedIn: string;
  unset: string;
  open: Record<'person' | 'required' | 'unset', string>;
  // Signing in.
  signInTitle: string;
  signInWhy: string;
  ended: string;
  loginName: string;
  password: string;
  signIn: string;
  signOut: string;
  cancel: string;
  whoTitle: string;
  whoRole(role: string): string;
  whoScope(area: string): string;
  whole: string;
  unreachable: string;
  // The first administrator.
  firstTitle: string;
  firstWhy: string;
  firstNotNow: string;
  firstMake: string;
  repeat: string;
  repeatDiffers: string;
  passwordRule: string;
  fault: Record<PasswordFault, string>;
  // The list.
  add: string;
  notForYou: string;
  none: string;
  locked: string;
  never: string;
  signedInAt(ago: string): string;
  refusals(count: number): string;
  sessionsCount(count: number): string;
  // One account.
  name: string;
  role: string;
  roleMeans: Record<'duty' | 'leader' | 'wall' | 'director' | 'admin' | 'auditor', string>;
  scope: string;
  scopeAll: string;
  scopeFind: string;
  scopeNone: string;
  newTitle: string;
  save: string;
  create: string;
  newPassword: string;
  currentPassword: string;
  // Coming on duty as one signs in.
  withShift: string;
  shiftPlanned(shift: string, from: string, to: string, names: string): string;
  shiftAny: string;
  shiftAdHoc: string;
  shiftNone: string;
  // The second factor of an administrator.
  code: string;
  codeHint: string;
  secondFactor: string;
  secondFactorIsOn: string;
  secondFactorIsOff: string;
  secondFactorMeans: string;
  secondFactorNext: string;
  secondFactorScan: string;
  secondFactorTyped: string;
  secondFactorTurnOn: string;
  secondFactorEnd: string;
  secondFactorEndMeans: string;
  spareTitle: string;
  spareMeans: string;
  spareKept: string;
  removeFactor: string;
  removeFactorReason: string;
  removeFactorMeans: string;
  ownPassword: string;
  ownPasswordMeans: string;
  setPassword: string;
  setPasswordMeans: string;
  lock: string;
  lockReason: string;
  unlock: string;
  lockedBecause(by: string, reason: string): string;
  remove: string;
  removeMeans: string;
  confirmRemove: string;
  sessions: string;
  noSessions: string;
  session(address: string, opened: string, seen: string): string;
  revoke: string;
  revokeAll: string;
  own: string;
}

export const accountsText = bilingual<AccountsText>(
  {
    title: '账号',
    cell: '值守',
    notSignedIn: '未登录',
    unset: '尚未设置账号',
    open: { person: '退出', required: '登录', unset: '设置' },
    signInTitle: '登录',
    signInWhy: '本席位未登录：警情照常显示和响铃，处置前请先登录。',
    ended: '登录已失效，请重新登录。警情照常显示和响铃。',
    loginName: '登录名',
    password: '密码',
    signIn: '登录',
    signOut: '退出登录',
    cancel: '取消',
    whoTitle: '已登录',
    whoRole: (role) => `角色：${role}`,
    whoScope: (area) => `辖区：${area}`,
    whole: '全站',
    unreachable: '核心没有应答，请稍后再试。',
    firstTitle: '尚未设置账号',
    firstWhy:
      '本站还没有人可以登录，本机席位暂按值班员处置警情。请设置第一个管理员；设好之后，处置警情须先登录，并由管理员为值班人员建账号。',
    firstNotNow: '以后再说',
    firstMake: '设置管理员并登录',
    repeat: '再输一次',
    repeatDiffers: '两次输入不一致',
    passwordRule: '至少 10 个字符，含大写、小写、数字、符号中的三种；或不少于 16 个字符',
    fault: {
      short: '密码至少 10 个字符',
      repeated: '不同的字符太少',
      name: '不能包含登录名或姓名',
      common: '这个密码太常见',
      plain: '须含大写、小写、数字、符号中的三种，或不少于 16 个字符',
    },
    add: '新建账号',
    notForYou: '只有管理员可以查看和设置账号。请用管理员账号登录。',
    none: '还没有账号。',
    locked: '已锁定',
    never: '从未登录',
    signedInAt: (ago) => `${ago}登录`,
    refusals: (count) => `登录失败 ${count} 次`,
    sessionsCount: (count) => `${count} 处在线`,
    name: '姓名',
    role: '角色',
    roleMeans: {
      duty: '受理、派遣、结案',
      leader: '值班员的权限，另可查看日志、评价、封存资料',
      wall: '只看',
      director: '只看，负责演练导调',
      admin: '全部权限，管理账号和席位机',
      auditor: '只看，可查看日志',
    },
    scope: '辖区',
    scopeAll: '全站（不限辖区）',
    scopeFind: '输入区划名称、编码或拼音首字母',
    scopeNone: '没有找到这样的区划',
    newTitle: '新建账号',
    save: '保存',
    create: '建立账号',
    newPassword: '新密码',
    currentPassword: '现在的密码',
    withShift: '值班签到',
    shiftPlanned: (shift, from, to, names) => `按排班签到：${shift} ${from}–${to}${names ? `（${names}）` : ''}`,
    shiftAny: '签到当班（不在排班上也签）',
    shiftAdHoc: '签到（现在没有排班，开临时班次）',
    shiftNone: '只登录，不签到',
    code: '验证码',
    codeHint: '验证器上的六位数字；手机不在身边时输入一个备用码',
    secondFactor: '二次验证',
    secondFactorIsOn: '二次验证：已开启，登录时须输入验证码',
    secondFactorIsOff: '二次验证：未开启，只凭密码登录',
    secondFactorMeans: '开启后，这个账号登录时除密码外还须输入手机验证器上的六位数字。先确认是您本人。',
    secondFactorNext: '下一步',
    secondFactorScan: '用手机上的验证器扫描方码，再输入它显示的六位数字。',
    secondFactorTyped: '不能扫描时，在验证器里手工输入密钥：',
    secondFactorTurnOn: '开启二次验证',
    secondFactorEnd: '关闭二次验证',
    secondFactorEndMeans: '关闭后只凭密码就能以管理员身份登录。须输入密码和当前验证码。',
    spareTitle: '二次验证已开启',
    spareMeans:
      '抄下这八个备用码并锁好：只显示这一次，每个能代替验证码用一次。手机和备用码都丢失时，由另一位管理员关闭。',
    spareKept: '已抄好',
    removeFactor: '关闭此人的二次验证',
    removeFactorReason: '关闭原因',
    removeFactorMeans: '手机遗失时用。先当面核实身份；此后只凭密码就能登录。',
    ownPassword: '修改密码',
    ownPasswordMeans: '您在其他机器上的登录随即失效，这里不受影响。',
    setPassword: '重设密码',
    setPasswordMeans: '此人在各处的登录随即失效。',
    lock: '锁定',
    lockReason: '锁定原因',
    unlock: '解除锁定',
    lockedBecause: (by, reason) => `${by} 锁定：${reason}`,
    remove: '删除账号',
    removeMeans: '此人不能再登录。他做过的事仍在日志中。',
    confirmRemove: '确认删除',
    sessions: '在线',
    noSessions: '此人没有登录。',
    session: (address, opened, seen) => `${address} · ${opened}登录 · ${seen}有操作`,
    revoke: '令其退出',
    revokeAll: '全部退出',
    own: '当前账号',
  },
  {
    title: 'Accounts',
    cell: 'Officer',
    notSignedIn: 'not signed in',
    unset: 'no accounts',
    open: { person: 'Sign out', required: 'Sign in', unset: 'Set up' },
    signInTitle: 'Sign in',
    signInWhy: 'Nobody has signed in at this seat: alarms are shown and sound as ever. Sign in before handling one.',
    ended: 'You have been signed out; sign in again. Alarms are shown and sound as ever.',
    loginName: 'Sign-in name',
    password: 'Password',
    signIn: 'Sign in',
    signOut: 'Sign out',
    cancel: 'Cancel',
    whoTitle: 'Signed in',
    whoRole: (role) => `Role: ${role}`,
    whoScope: (area) => `Area: ${area}`,
    whole: 'the whole station',
    unreachable: 'The core does not answer; try again in a moment.',
    firstTitle: 'No accounts yet',
    firstWhy:
      'Nobody can sign in at this station yet, so this seat handles alarms as a duty officer. Make the first administrator; from then on, handling an alarm needs a sign-in, and the administrator makes accounts for the officers.',
    firstNotNow: 'Not now',
    firstMake: 'Make administrator and sign in',
    repeat: 'Once more',
    repeatDiffers: 'the two are not the same',
    passwordRule: 'At least 10 characters with three of upper case, lower case, digits and marks; or 16 characters',
    fault: {
      short: 'at least 10 characters',
      repeated: 'too few different characters',
      name: 'it must not contain the sign-in name or the name',
      common: 'everybody tries this one first',
      plain: 'three of upper case, lower case, digits and marks, or at least 16 characters',
    },
    add: 'New account',
    notForYou: 'Only an administrator sees and changes accounts. Sign in as one.',
    none: 'There are no accounts yet.',
    locked: 'locked',
    never: 'never signed in',
    signedInAt: (ago) => `signed in ${ago}`,
    refusals: (count) => `${count} failed sign-ins`,
    sessionsCount: (count) => `signed in at ${count}`,
    name: 'Name',
    role: 'Role',
    roleMeans: {
      duty: 'accepts, dispatches, closes',
      leader: 'as a duty officer; reads the journal, evaluates, holds data',
      wall: 'only looks',
      director: 'only looks; leads drills',
      admin: 'everything; accounts and joined machines',
      auditor: 'only looks; reads the journal',
    },
    scope: 'Area',
    scopeAll: 'The whole station',
    scopeFind: 'Name, code or pinyin initials of an area',
    scopeNone: 'no such area',
    newTitle: 'New account',
    save: 'Save',
    create: 'Create account',
    newPassword: 'New password',
    currentPassword: 'Present password',
    withShift: 'Duty',
    shiftPlanned: (shift, from, to, names) => `As planned: ${shift} ${from}–${to}${names ? ` (${names})` : ''}`,
    shiftAny: 'Come on duty in this shift, planned or not',
    shiftAdHoc: 'Come on duty (nothing is planned: a shift of its own)',
    shiftNone: 'Only sign in',
    code: 'Code',
    codeHint: 'the six digits of your authenticator, or a spare code when the phone is not at hand',
    secondFactor: 'Second factor',
    secondFactorIsOn: 'Second factor: on; signing in takes a code',
    secondFactorIsOff: 'Second factor: off; the password alone signs in',
    secondFactorMeans:
      'Once it is on, signing in with this account takes the six digits of an authenticator on your phone as well. First show that it is you.',
    secondFactorNext: 'Next',
    secondFactorScan: 'Scan the square code with the authenticator on your phone, then type the six digits it shows.',
    secondFactorTyped: 'If it cannot be scanned, type this key into the authenticator:',
    secondFactorTurnOn: 'Turn on the second factor',
    secondFactorEnd: 'Turn off the second factor',
    secondFactorEndMeans:
      'Once it is off, the password alone signs in as an administrator. Type the password and a present code.',
    spareTitle: 'The second factor is on',
    spareMeans:
      'Write these eight spare codes down and lock them away: they are shown this once, and each takes the place of a code once. If phone and codes are lost, another administrator turns it off.',
    spareKept: 'Written down',
    removeFactor: 'Turn off their second factor',
    removeFactorReason: 'Why it is turned off',
    removeFactorMeans: 'For a lost phone. See who it is first; from then on the password alone signs in.',
    ownPassword: 'Change password',
    ownPasswordMeans: 'You are signed out on other machines at once, and stay signed in here.',
    setPassword: 'Set password',
    setPasswordMeans: 'Wherever they are signed in, they are signed out at once.',
    lock: 'Lock',
    lockReason: 'Why it is locked',
    unlock: 'Unlock',
    lockedBecause: (by, reason) => `Locked by ${by}: ${reason}`,
    remove: 'Remove account',
    removeMeans: 'They cannot sign in any more. What they did stays in the journal.',
    confirmRemove: 'Remove',
    sessions: 'Signed in',
    noSessions: 'Not signed in anywhere.',
    session: (address, opened, seen) => `${address} · signed in ${opened} · active ${seen}`,
    revoke: 'Sign out there',
    revokeAll: 'Sign out everywhere',
    own: 'this is you',
  },
);
