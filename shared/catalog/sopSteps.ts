/**
 * The steps the procedures of incidentKinds.ts are made of. One id is one sentence for ever: a step that was ticked under one
 * kind keeps its name when the incident turns out to be of another.
 */

/** Who is told in a linked response; a step of theirs is done once such a group has been told. */
export const STEP_PARTNERS = ['police', 'community', 'property', 'fire', 'hospital', 'utility'] as const;
export type StepPartner = (typeof STEP_PARTNERS)[number];

/** When the system itself ticks a step: the fact that makes the step true. */
export type StepTrigger =
  | 'acknowledged'
  | 'dispatched'
  | 'accepted'
  | 'arrived'
  | 'verified'
  | 'feedback'
  | 'checked'
  | `linked.${StepPartner}`;

/** Who carries a step out: the officer at the desk, the unit on the spot, another body that is called in. */
export type StepDoer = 'desk' | 'unit' | 'linkage';

export interface SopStep {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly who: StepDoer;
  /** Absent: a person ticks it. */
  readonly doneBy?: StepTrigger;
  /** An incident that was real is not closed while this is open, unless somebody says why. */
  readonly isRequired?: true;
}

const desk = (id: string, zh: string, en: string, more: Partial<SopStep> = {}): SopStep => ({
  id,
  zh,
  en,
  who: 'desk',
  ...more,
});
const unit = (id: string, zh: string, en: string, more: Partial<SopStep> = {}): SopStep => ({
  ...desk(id, zh, en, more),
  who: 'unit',
});
const linked = (id: string, zh: string, en: string, partner: StepPartner, more: Partial<SopStep> = {}): SopStep => ({
  ...desk(id, zh, en, { doneBy: `linked.${partner}`, ...more }),
  who: 'linkage',
});

const REQUIRED = { isRequired: true } as const;

/** Every step there is, by its id. */
export const SOP_STEPS = {
  answer: desk('answer', '受理并核对警情', 'Answer and read the alarm', { doneBy: 'acknowledged' }),
  send: desk('send', '派遣最近力量', 'Dispatch the nearest unit', { doneBy: 'dispatched' }),
  arrive: unit('arrive', '力量到场确认', 'Arrival confirmed', { doneBy: 'arrived' }),
  camera: desk('camera', '调看就近视频', 'Look at the nearest cameras'),
  callBack: desk('callBack', '喊话或回拨核实', 'Talk through the pole or call back', { doneBy: 'verified' }),
  record: desk('record', '记录处置结果', 'Record the outcome', { doneBy: 'feedback' }),
  visit: desk('visit', '回访核查', 'Check back with the caller', { doneBy: 'checked' }),
  police: linked('police', '通报派出所', 'Tell the police station', 'police'),
  community: linked('community', '通报社区', 'Tell the community', 'community'),
  property: linked('property', '通报物业', 'Tell the property office', 'property'),
  brigade: linked('brigade', '通报消防救援', 'Call the fire brigade', 'fire', REQUIRED),
  ambulance: linked('ambulance', '通报 120', 'Call an ambulance', 'hospital', REQUIRED),
  utility: linked('utility', '通报抢修单位', 'Call the repair team of the utility', 'utility', REQUIRED),
  evacuate: unit('evacuate', '疏散周边人员', 'Clear the people nearby'),
  lane: unit('lane', '清理消防通道', 'Open the fire lane'),
  cutOff: unit('cutOff', '切断现场电源与燃气', 'Cut power and gas on the spot'),
  aed: desk('aed', '指引就近 AED', 'Point to the nearest AED'),
  guideAmbulance: unit('guideAmbulance', '路口接引救护车', 'Meet the ambulance at the corner'),
  repair: desk('repair', '报修并登记', 'Order a repair'),
  separate: unit('separate', '隔离双方，控制现场', 'Part the two sides and hold the scene'),
  witnesses: unit('witnesses', '登记当事人与目击者', 'Note the parties and witnesses'),
  injuries: unit('injuries', '查看伤情', 'Look for injuries'),
  mediate: unit('mediate', '现场调解', 'Mediate on site'),
  agreement: unit('agreement', '形成调解协议或转交调委会', 'Write the agreement or pass it to the mediation board'),
  describe: desk('describe', '问清体貌、衣着与走失地点', 'Ask for looks, clothes and where last seen'),
  replayVideo: desk('replayVideo', '回看走失地点视频', 'Play back the video of the place'),
  broadcast: desk('broadcast', '通知周边力量与场所协查', 'Ask units and premises around to look out'),
  guardExits: unit('guardExits', '值守出入口与水边', 'Guard the exits and the waterside'),
  reunite: unit('reunite', '核对身份后交接监护人', 'Check identity and hand over to the guardian'),
  noSparks: desk('noSparks', '告知禁火、不开关电器', 'Tell them: no flames, no switches'),
  valve: unit('valve', '关阀断气、开窗通风', 'Close the valve and air the rooms'),
  cordon: unit('cordon', '设置警戒', 'Cordon off'),
  shutWater: unit('shutWater', '关闭阀门或临时堵漏', 'Close the valve or stop the leak'),
  notifyOutage: desk('notifyOutage', '告知停水范围与恢复时间', 'Tell people where and how long the water is off'),
  pumps: unit('pumps', '排水与转移低洼住户', 'Pump out and move people from low ground'),
  closeRoad: unit('closeRoad', '封闭积水路段并设警示', 'Close the flooded road and mark it'),
  waterLevel: desk('waterLevel', '查看水位与降雨', 'Look at water levels and rain'),
  calm: unit('calm', '安抚当事人，移开危险物', 'Calm the person and take dangerous things away'),
  family: desk('family', '联系家属或监护人', 'Reach the family or guardian'),
  handOver: unit('handOver', '移交家属、医院或派出所', 'Hand over to family, hospital or police'),
  triangle: unit('triangle', '设置警示并疏导交通', 'Set warnings and direct the traffic'),
  insure: unit('insure', '拍照取证、引导快处或交警', 'Take photos; quick settlement or traffic police'),
  notice: unit('notice', '劝离或通知当事人整改', 'Ask them to move or put it right'),
  evidence: unit('evidence', '拍照取证', 'Take photos as evidence'),
  rectify: unit('rectify', '督促整改并确定复查日期', 'Have it put right and set a re-check date'),
  hazardLevel: desk('hazardLevel', '研判隐患等级', 'Judge how grave the hazard is'),
  needs: unit('needs', '了解需求并当场答复', 'Ask what is needed and answer on the spot'),
  assign: desk('assign', '转交责任单位', 'Pass it to the body in charge'),
  sweep: unit('sweep', '检查出入口与周界', 'Check the doors and the perimeter'),
  secure: unit('secure', '固定现场，联系业主', 'Secure the place and reach its owner'),
} as const satisfies Readonly<Record<string, SopStep>>;

/** A step by its id, whichever kind it belongs to; undefined for one that a newer station knows. */
export const sopStep = (id: string): SopStep | undefined => (SOP_STEPS as Readonly<Record<string, SopStep>>)[id];
