import { bilingual } from './language.ts';

interface TaskFormsText {
  form: {
    new: string;
    kind: string;
    title: string;
    titlePlaceholder: string;
    note: string;
    audience: string;
    audiences: Record<'unit' | 'team' | 'grid' | 'radius', string>;
    audienceHint: Record<'unit' | 'team' | 'grid' | 'radius', string>;
    unit: string;
    team: string;
    teamCount(count: number): string;
    grid: string;
    gridPlaceholder: string;
    gridChosen(name: string): string;
    centre: string;
    radius: string;
    pick: string;
    picked(lon: string, lat: string): string;
    due: string;
    minutes(count: number): string;
    hours(count: number): string;
    route: string;
    noRoute: string;
    place: string;
    placeNone: string;
    points: string;
    pointsHint: string;
    addPoints: string;
    items: string;
    itemsHint: string;
    recheckDays: string;
    days: string;
    confirm: string;
    missing: string;
  };
  route: {
    none: string;
    edit: string;
    new: string;
    name: string;
    order: string;
    pointName: string;
    radiusM: string;
    defaultPoint(number: number): string;
    up: string;
    down: string;
    remove: string;
    save: string;
    drop: string;
    confirmDrop: string;
    walked(ago: string): string;
    neverWalked: string;
    walking: string;
    facts(points: number, length: string): string;
    needPoints: string;
    aim: string;
    aimDone: string;
  };
}

/** The forms of field work: a task that is published, a route that is drawn. */
export const taskFormsText = bilingual<TaskFormsText>(
  {
    form: {
      new: '发布任务',
      kind: '类别',
      title: '名称',
      titlePlaceholder: '如：东溪小学放学护校',
      note: '要求',
      audience: '发布给',
      audiences: { unit: '指定力量', team: '队伍', grid: '网格', radius: '周边' },
      audienceHint: {
        unit: '直接指派，可接受或说明原因拒绝。',
        team: '先领取者得。',
        grid: '该网格、社区或街道内的力量，先领取者得。',
        radius: '范围内的力量，先领取者得。',
      },
      unit: '力量',
      team: '队伍成员',
      teamCount: (count) => `已选 ${count} 支`,
      grid: '网格',
      gridPlaceholder: '网格名称、编码或拼音',
      gridChosen: (name) => `已选 ${name}`,
      centre: '中心',
      radius: '半径（米）',
      pick: '在地图上选点',
      picked: (lon, lat) => `${lon}，${lat}`,
      due: '时限',
      minutes: (count) => `${count} 分钟`,
      hours: (count) => `${count} 小时`,
      route: '巡逻路线',
      noRoute: '不用路线',
      place: '地点',
      placeNone: '未选',
      points: '签到点',
      pointsHint: '在地图上逐个点选，到点定位即证实。',
      addPoints: '在地图上加点',
      items: '检查项',
      itemsHint: '每行一项。巡逻与走访自带五必。',
      recheckDays: '隐患复查',
      days: '天后',
      confirm: '发布',
      missing: '请填写名称并选定发布对象',
    },
    route: {
      none: '还没有巡逻路线。新建后可派给力量，也可由系统派给空闲力量。',
      edit: '编辑路线',
      new: '新建路线',
      name: '路线名称',
      order: '签到顺序',
      pointName: '签到点名称',
      radiusM: '半径（米）',
      defaultPoint: (number) => `签到点 ${number}`,
      up: '上移',
      down: '下移',
      remove: '移除',
      save: '保存路线',
      drop: '删除路线',
      confirmDrop: '确认删除',
      walked: (ago) => `${ago}走完`,
      neverWalked: '尚未走过',
      walking: '正在巡逻',
      facts: (points, length) => `${points} 个签到点，${length}`,
      needPoints: '请填写名称并至少选一个签到点',
      aim: '逐个点击签到点，按顺序编号',
      aimDone: '选好了',
    },
  },
  {
    form: {
      new: 'Publish a task',
      kind: 'Kind',
      title: 'Name',
      titlePlaceholder: 'e.g. School crossing at Dongxi',
      note: 'What is asked for',
      audience: 'Publish to',
      audiences: { unit: 'One unit', team: 'Team', grid: 'Grid', radius: 'Radius' },
      audienceHint: {
        unit: 'Assigned: it may accept, or refuse with a reason.',
        team: 'The first claim has it.',
        grid: 'Units of that grid, community or town; the first claim has it.',
        radius: 'Units inside the radius; the first claim has it.',
      },
      unit: 'Unit',
      team: 'Members',
      teamCount: (count) => `${count} chosen`,
      grid: 'Grid',
      gridPlaceholder: 'Name, code or pinyin of a grid',
      gridChosen: (name) => `Chosen: ${name}`,
      centre: 'Centre',
      radius: 'Radius (m)',
      pick: 'Pick on the map',
      picked: (lon, lat) => `${lon}, ${lat}`,
      due: 'Due within',
      minutes: (count) => `${count} min`,
      hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
      route: 'Patrol route',
      noRoute: 'No route',
      place: 'Place',
      placeNone: 'None chosen',
      points: 'Check-points',
      pointsHint: 'Click them on the map one by one; a position there proves the place.',
      addPoints: 'Add on the map',
      items: 'Items',
      itemsHint: 'One a line. Patrols and visits carry the five musts.',
      recheckDays: 'Look at a hazard again',
      days: 'days later',
      confirm: 'Publish',
      missing: 'Give it a name and choose whom it is for',
    },
    route: {
      none: 'No patrol routes yet. Routes can be given to units, or by the system to idle ones.',
      edit: 'Edit route',
      new: 'New route',
      name: 'Name of the route',
      order: 'Order',
      pointName: 'Name of the check-point',
      radiusM: 'Radius (m)',
      defaultPoint: (number) => `Check-point ${number}`,
      up: 'Up',
      down: 'Down',
      remove: 'Remove',
      save: 'Save route',
      drop: 'Delete route',
      confirmDrop: 'Delete it',
      walked: (ago) => `Walked ${ago}`,
      neverWalked: 'Never walked',
      walking: 'Being walked',
      facts: (points, length) => (points === 1 ? `1 check-point, ${length}` : `${points} check-points, ${length}`),
      needPoints: 'Give it a name and at least one check-point',
      aim: 'Click the check-points one by one; they are numbered in order',
      aimDone: 'Done',
    },
  },
);
