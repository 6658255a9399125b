import type { AlarmClass } from '../catalog/codes.ts';
import type { IncidentCategory, IncidentLevel } from '../catalog/incidentKinds.ts';
import type { StepDoer } from '../catalog/sopSteps.ts';
import type { DeviceKind, DeviceState } from '../domain/device.ts';
import type { DispatchState, TaskKind } from '../domain/dispatch.ts';
import type { CloseReason, IncidentPhase, PassedOver, StepState } from '../domain/incident.ts';
import type { Check, EvaluationGrade, IncidentSource, VerdictOnIncident, VerifyMeans } from '../domain/incidentLife.ts';
import type { Freshness } from '../domain/position.ts';
import type { Role } from '../wire/roles.ts';
import { bilingual } from './language.ts';

interface Words {
  phase: Record<IncidentPhase, string>;
  level: Record<IncidentLevel, string>;
  dispatchState: Record<DispatchState, string>;
  task: Record<TaskKind, string>;
  step: Record<StepState['state'], string>;
  closeReason: Record<CloseReason, string>;
  /** How it came to be opened, as the beginning of a sentence. */
  openedBy: Record<Exclude<IncidentSource, 'alarm'>, string>;
  source: Record<IncidentSource, string>;
  category: Record<IncidentCategory, string>;
  verdict: Record<VerdictOnIncident, string>;
  means: Record<VerifyMeans, string>;
  checkResult: Record<Check['result'], string>;
  grade: Record<EvaluationGrade, string>;
  stepDoer: Record<StepDoer, string>;
  alarmClass: Record<AlarmClass, string>;
  deviceKind: Record<DeviceKind, string>;
  contact: Record<DeviceState['contact'], string>;
  passedOver: Record<PassedOver['code'], string>;
  freshness: Record<Freshness, string>;
  role: Record<Role, string>;
  none: string;
  unknown: string;
}

/** The field's own words, one for each thing, used by every screen. */
export const words = bilingual<Words>(
  {
    phase: {
      received: '待受理',
      accepted: '已受理',
      dispatched: '已派遣',
      onScene: '处置中',
      feedback: '待反馈',
      check: '待核查',
      closed: '已结案',
      evaluated: '已评价',
    },
    level: { 1: 'I 级 特别重大', 2: 'II 级 重大', 3: 'III 级 较大', 4: 'IV 级 一般' },
    dispatchState: {
      notified: '已通知',
      accepted: '已接单',
      enRoute: '途中',
      onScene: '已到场',
      done: '已完成',
      refused: '已拒绝',
      timedOut: '未应答',
      withdrawn: '已撤回',
    },
    task: { respond: '出警', standBy: '备勤', hold: '值守', relocate: '调位', return: '归位' },
    step: { open: '待办', done: '已办', skipped: '已跳过' },
    closeReason: { real: '属实', false: '误报', test: '测试', duplicate: '重复', noTrace: '未发现' },
    openedBy: {
      officer: '值班员登记',
      phone: '来电登记',
      wechat: '微信上报登记',
      form: '扫码上报登记',
      thirdParty: '第三方转来',
    },
    source: {
      alarm: '设备报警',
      officer: '人工登记',
      phone: '电话（12345/110）',
      wechat: '微信上报',
      form: '扫码上报',
      thirdParty: '第三方转办',
    },
    category: {
      dispute: '矛盾纠纷',
      publicOrder: '治安',
      safetyHazard: '公共安全隐患',
      service: '民生服务',
      cityManagement: '城市管理',
      emergency: '突发事件',
      other: '其他',
    },
    verdict: { real: '属实', false: '不属实', unsure: '存疑' },
    means: { video: '视频', phone: '电话', onScene: '现场' },
    checkResult: { passed: '通过', failed: '未通过' },
    grade: { excellent: '优秀', good: '合格', belowStandard: '不达标' },
    stepDoer: { desk: '值班', unit: '力量', linkage: '联动' },
    alarmClass: {
      emergency: '紧急求助',
      fire: '火警',
      medical: '医疗求助',
      intrusion: '入侵',
      tamper: '防拆',
      environment: '环境异常',
      trouble: '设备故障',
      linkTrouble: '通信故障',
      armState: '布撤防',
      cancel: '取消',
      bypass: '旁路',
      test: '测试',
      info: '信息',
      unknown: '未知代码',
      unreadable: '内容不可读',
    },
    deviceKind: {
      alarmPole: '报警杆',
      oneKeyButton: '一键报警',
      camera: '摄像机',
      gate: '门禁',
      sensor: '传感器',
      siren: '警号',
    },
    contact: { unknown: '尚未联络', online: '在线', lost: '失联' },
    passedOver: {
      engaged: '正在处置其他事件',
      offShift: '未值勤',
      stale: '定位过期',
      caller: '本人求助',
      unsuitable: '不适合此类事件',
      refused: '已拒绝本次派遣',
      timedOut: '本次派遣未应答',
      noRoute: '没有道路可达',
      offRoad: '不在路网附近',
      slowerByRoad: '按道路行程更慢',
    },
    freshness: { live: '定位有效', ageing: '定位将过期', stale: '定位过期', lost: '定位丢失', post: '未上报定位' },
    role: {
      duty: '值班员',
      leader: '带班领导',
      wall: '大屏',
      director: '导调',
      admin: '管理员',
      auditor: '审计',
      source: '数据源',
      worker: '网格员',
    },
    none: '无',
    unknown: '未知',
  },
  {
    phase: {
      received: 'Unanswered',
      accepted: 'Accepted',
      dispatched: 'Dispatched',
      onScene: 'On scene',
      feedback: 'Feedback due',
      check: 'To be checked',
      closed: 'Closed',
      evaluated: 'Evaluated',
    },
    level: { 1: 'Level I, gravest', 2: 'Level II, grave', 3: 'Level III, serious', 4: 'Level IV, ordinary' },
    dispatchState: {
      notified: 'Notified',
      accepted: 'Accepted',
      enRoute: 'En route',
      onScene: 'On scene',
      done: 'Done',
      refused: 'Refused',
      timedOut: 'No answer',
      withdrawn: 'Withdrawn',
    },
    task: { respond: 'Respond', standBy: 'Stand by', hold: 'Hold position', relocate: 'Relocate', return: 'Return' },
    step: { open: 'Open', done: 'Done', skipped: 'Skipped' },
    closeReason: {
      real: 'Real',
      false: 'False alarm',
      test: 'Test',
      duplicate: 'Duplicate',
      noTrace: 'No trace found',
    },
    openedBy: {
      officer: 'Opened by hand',
      phone: 'Opened from a call',
      wechat: 'Opened from a WeChat report',
      form: 'Opened from the public form',
      thirdParty: 'Opened from another system',
    },
    source: {
      alarm: 'Device alarm',
      officer: 'Opened by hand',
      phone: 'Phone (12345/110)',
      wechat: 'WeChat report',
      form: 'Public form',
      thirdParty: 'Third party',
    },
    category: {
      dispute: 'Disputes',
      publicOrder: 'Public order',
      safetyHazard: 'Safety hazards',
      service: 'Service for people in need',
      cityManagement: 'City management',
      emergency: 'Emergencies',
      other: 'Other',
    },
    verdict: { real: 'Real', false: 'Not real', unsure: 'Unsure' },
    means: { video: 'By video', phone: 'By phone', onScene: 'On scene' },
    checkResult: { passed: 'Passed', failed: 'Not passed' },
    grade: { excellent: 'Excellent', good: 'Good', belowStandard: 'Below standard' },
    stepDoer: { desk: 'Desk', unit: 'Unit', linkage: 'Linkage' },
    alarmClass: {
      emergency: 'Emergency',
      fire: 'Fire',
      medical: 'Medical',
      intrusion: 'Intrusion',
      tamper: 'Tamper',
      environment: 'Environment',
      trouble: 'Device trouble',
      linkTrouble: 'Link trouble',
      armState: 'Arming',
      cancel: 'Cancel',
      bypass: 'Bypass',
      test: 'Test',
      info: 'Information',
      unknown: 'Unknown code',
      unreadable: 'Unreadable',
    },
    deviceKind: {
      alarmPole: 'Alarm pole',
      oneKeyButton: 'One-key button',
      camera: 'Camera',
      gate: 'Gate',
      sensor: 'Sensor',
      siren: 'Siren',
    },
    contact: { unknown: 'Not heard yet', online: 'Online', lost: 'Lost contact' },
    passedOver: {
      engaged: 'busy with another incident',
      offShift: 'off shift',
      stale: 'its position is out of date',
      caller: 'called for help itself',
      unsuitable: 'not suited to this kind of incident',
      refused: 'refused this dispatch',
      timedOut: 'did not answer this dispatch',
      noRoute: 'no road leads there',
      offRoad: 'not near any road',
      slowerByRoad: 'slower by road',
    },
    freshness: {
      live: 'Position current',
      ageing: 'Position ageing',
      stale: 'Position out of date',
      lost: 'Position lost',
      post: 'No position reported',
    },
    role: {
      duty: 'Duty officer',
      leader: 'Shift leader',
      wall: 'Wall',
      director: 'Drill director',
      admin: 'Administrator',
      auditor: 'Auditor',
      source: 'Data source',
      worker: 'Grid worker',
    },
    none: 'None',
    unknown: 'Unknown',
  },
);
