import type { FieldTaskKind, ItemResult, TaskState } from '../domain/task.ts';
import { bilingual } from './language.ts';

interface WorkerTasksText {
  capture: Record<'photo' | 'voice' | 'stop' | 'noMicrophone' | 'badPhoto' | 'remove', string> & {
    recording(left: string): string;
  };
  tasks: {
    none: string;
    kind: Record<FieldTaskKind, string>;
    state: Record<TaskState, string>;
    due(time: string): string;
    overdue: string;
    automatic: string;
    suspended: string;
    recheck(found: string): string;
    claim: string;
    accept: string;
    start: string;
    refuse: string;
    finish: string;
    refuseTitle: string;
    refuseChips: readonly string[];
    points: string;
    pointsDone(done: number, all: number): string;
    checkIn: string;
    proved: string;
    byHand: string;
    window(from: string, until: string): string;
    tooFar(distance: string): string;
    noFix: string;
    whyByHand: string;
    handChips: readonly string[];
    items: string;
    result: Record<ItemResult, string>;
    hazardWords: string;
    urgent: string;
    finishTitle: string;
    finishNote: string;
    undone(count: number): string;
    back: string;
    waiting: string;
  };
  report: Record<
    | 'title'
    | 'kind'
    | 'what'
    | 'words'
    | 'send'
    | 'sent'
    | 'place'
    | 'placeOwn'
    | 'placeOrder'
    | 'placeNone'
    | 'placePick'
    | 'placePicked',
    string
  >;
}

/** Tasks, reports and what is photographed or recorded for them. */
export const workerTasksText = bilingual<WorkerTasksText>(
  {
    capture: {
      photo: '拍照',
      voice: '录音',
      stop: '停止录音',
      noMicrophone: '不能录音：未允许使用麦克风',
      badPhoto: '这张照片无法读取，请重拍',
      remove: '删除',
      recording: (left) => `录音中，还可录 ${left}`,
    },
    tasks: {
      none: '没有任务',
      kind: { patrol: '巡逻', visit: '走访', inspection: '检查', errand: '事务' },
      state: {
        open: '待认领',
        assigned: '待接受',
        refused: '已退回',
        accepted: '已接受',
        underway: '执行中',
        suspended: '已中断',
        finished: '已完成',
        cancelled: '已取消',
      },
      due: (time) => `${time} 前完成`,
      overdue: '超时',
      automatic: '自动派发',
      suspended: '处置事件期间中断，之后自动恢复',
      recheck: (found) => `复查上次隐患：${found}`,
      claim: '认领',
      accept: '接受',
      start: '开始',
      refuse: '退回',
      finish: '完成任务',
      refuseTitle: '为什么退回？',
      refuseChips: ['正在处置其他事', '时间来不及', '不在辖区', '身体不适'],
      points: '签到点',
      pointsDone: (done, all) => `签到 ${done}/${all}`,
      checkIn: '签到',
      proved: '到点已证实',
      byHand: '手动签到',
      window: (from, until) => `${from}–${until}`,
      tooFar: (distance) => `距签到点 ${distance}`,
      noFix: '没有新的定位',
      whyByHand: '到点不能证实，请说明原因',
      handChips: ['定位不准', '施工封路', '无法进入', '手机刚开机'],
      items: '检查项',
      result: { passed: '正常', hazard: '有隐患', notApplicable: '不适用' },
      hazardWords: '隐患是什么？',
      urgent: '紧急，立即报值班台',
      finishTitle: '完成任务？',
      finishNote: '情况说明',
      undone: (count) => `还有 ${count} 项未做，请说明原因`,
      back: '返回',
      waiting: '待发送',
    },
    report: {
      title: '上报情况',
      kind: '1 · 是什么',
      what: '2 · 拍照或写一句',
      words: '写一句话',
      send: '3 · 发送',
      sent: '已记下，有网络即送达',
      place: '位置',
      placeOwn: '当前位置',
      placeOrder: '指令地点',
      placeNone: '没有定位：请在图上点出位置',
      placePick: '在图上点出位置',
      placePicked: '图上所点位置',
    },
  },
  {
    capture: {
      photo: 'Photo',
      voice: 'Voice note',
      stop: 'Stop recording',
      noMicrophone: 'Cannot record: the microphone is not allowed',
      badPhoto: 'This picture cannot be read; take it again',
      remove: 'Remove',
      recording: (left) => `Recording, ${left} left`,
    },
    tasks: {
      none: 'No tasks',
      kind: { patrol: 'Patrol', visit: 'Visit', inspection: 'Inspection', errand: 'Errand' },
      state: {
        open: 'To be claimed',
        assigned: 'To be accepted',
        refused: 'Given back',
        accepted: 'Accepted',
        underway: 'Under way',
        suspended: 'Suspended',
        finished: 'Finished',
        cancelled: 'Cancelled',
      },
      due: (time) => `Due by ${time}`,
      overdue: 'Overdue',
      automatic: 'By rule',
      suspended: 'Held up by an incident; comes back by itself',
      recheck: (found) => `Re-check of: ${found}`,
      claim: 'Claim',
      accept: 'Accept',
      start: 'Start',
      refuse: 'Give back',
      finish: 'Finish the task',
      refuseTitle: 'Why give it back?',
      refuseChips: ['Busy with something else', 'Not enough time', 'Not in my area', 'Unwell'],
      points: 'Check-points',
      pointsDone: (done, all) => `Checked in ${done}/${all}`,
      checkIn: 'Check in',
      proved: 'Proved on the spot',
      byHand: 'By hand',
      window: (from, until) => `${from}–${until}`,
      tooFar: (distance) => `${distance} from the point`,
      noFix: 'No fresh position',
      whyByHand: 'The place cannot be proved: say why',
      handChips: ['Position is off', 'Road closed', 'No way in', 'Phone just started'],
      items: 'Items',
      result: { passed: 'Fine', hazard: 'Hazard', notApplicable: 'Not applicable' },
      hazardWords: 'What is the hazard?',
      urgent: 'Urgent: tell the desk at once',
      finishTitle: 'Finish the task?',
      finishNote: 'Note',
      undone: (count) => `${count} still undone: say why`,
      back: 'Back',
      waiting: 'To be sent',
    },
    report: {
      title: 'Report something',
      kind: '1 · What is it',
      what: '2 · A photo or a few words',
      words: 'A few words',
      send: '3 · Send',
      sent: 'Noted; it goes as soon as there is network',
      place: 'Place',
      placeOwn: 'Where I am',
      placeOrder: 'Place of the order',
      placeNone: 'Not located: tap the place on the map',
      placePick: 'Tap the place on the map',
      placePicked: 'Tapped on the map',
    },
  },
);
