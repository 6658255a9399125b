/** What citizens are told by the station itself: in their language, Chinese, whatever the desk's windows speak. */
import type { SetAsideReason } from '../domain/publicReport.ts';
import type { ReplyStage } from '../domain/reportReply.ts';

export const REPLY_WORDS: Readonly<Record<ReplyStage, string>> & {
  /** Spam is answered with nothing. */
  readonly setAside: Readonly<Record<SetAsideReason, string>>;
  readonly greeting: string;
} = {
  accepted: '您反映的情况已受理，感谢您对平安建设的支持。如遇紧急危险请直接拨打 110、119、120。',
  handling: '您反映的情况正在处置中，已安排人员前往或跟进。',
  done: '您反映的情况已办结，感谢您的反映。',
  setAside: {
    duplicate: '您反映的情况此前已有登记，正在统一处理，感谢您的反映。',
    notOurs: '您反映的情况不属于本中心职责范围，建议拨打 12345 政务服务热线反映。',
    advice: '您的建议已记录，感谢您对平安建设的支持。',
    spam: '',
  },
  greeting:
    '感谢关注。发现隐患或需要帮助，请直接发送文字、照片和位置，我们会尽快处理并回复进展。如遇紧急危险请拨打 110、119、120。',
};
