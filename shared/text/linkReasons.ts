/**
 * Why a frame was not taken, in words: every reason a protocol folder (main/core/links/protocols) or an HTTP door gives. What is
 * missing here is shown by its code.
 */
import type { Bilingual } from '../kit/bilingual.ts';
import { type Language, pick } from './language.ts';

const words = (zh: string, en: string): Bilingual => ({ zh, en });

const REASONS: Readonly<Record<string, Bilingual>> = {
  // Of the bytes.
  noise: words('杂音，不是报文', 'Noise, no frame'),
  format: words('格式不对', 'Malformed'),
  length: words('长度不符', 'Wrong length'),
  crc: words('CRC 校验错', 'CRC does not match'),
  checksum: words('校验和错', 'Checksum does not match'),
  noChecksum: words('没有校验和', 'No checksum'),
  escape: words('转义错误', 'Wrong escape sequence'),
  oversize: words('超过长度上限', 'Longer than allowed'),
  cut: words('报文不完整', 'Cut short'),
  body: words('消息体无法读取', 'The body cannot be read'),
  empty: words('内容为空', 'Empty'),
  xml: words('XML 有误', 'Broken XML'),
  doctype: words('含 DTD 或实体，不予解析', 'Holds a DTD or entities, not read'),
  depth: words('XML 嵌套过深', 'XML nested too deep'),
  protobuf: words('TAK 数据有误', 'Broken TAK data'),
  missing: words('缺少必需字段', 'A required field is missing'),
  notJson: words('不是 JSON', 'Not JSON'),
  badReport: words('上报缺少编号或位置有误', 'No id, or a bad position'),
  badBody: words('内容看不懂', 'Not understood'),
  // Of who sent it.
  unknownAccount: words('账号未登记', 'Account not enrolled'),
  unknownUnit: words('终端未绑定力量', 'Terminal belongs to no unit'),
  noIdentity: words('没有说明是谁', 'Does not say who it is'),
  undecodable: words('无法解密或无法识别', 'Cannot be decrypted or understood'),
  unreadable: words('内容不可读', 'Unreadable content'),
  decrypt: words('解密失败，密钥不符', 'Decryption failed, wrong key'),
  encrypted: words('加密内容，不予解读', 'Encrypted, not read'),
  replayed: words('旧报文重放', 'An old frame sent again'),
  clear: words('应加密却发明文', 'Clear frame from a device that must encrypt'),
  unauthenticated: words('终端未鉴权', 'Terminal has not authenticated'),
  code: words('鉴权码不对', 'Wrong authentication code'),
  otherTerminal: words('连接已属另一终端', 'The connection belongs to another terminal'),
  roleMayNot: words('凭证无权报送', 'The token may not report'),
  // Of when and how it came.
  time: words('时间超出允许范围', 'Time out of range'),
  stale: words('已过有效期', 'Past its validity'),
  timeout: words('分包等待超时', 'The other parts never came'),
  parts: words('分包过多或有误', 'Too many or wrong parts'),
  reply: words('收到应答而非报文', 'A reply instead of a message'),
  stray: words('无人询问的数据', 'Data nobody asked for'),
  silent: words('设备没有应答', 'The box did not answer'),
  otherType: words('此类消息不含位置', 'A type that tells no position'),
  noPosition: words('没有位置', 'No position'),
  overRate: words('报送过快', 'Sent too fast'),
  idReused: words('编号重复使用', 'Id used before'),
  overload: words('过载丢弃', 'Dropped under overload'),
  socket: words('网络收发出错', 'Network error'),
  // Of a Modbus write.
  'write silent': words('写入后没有应答', 'No answer to a write'),
  'write refused': words('设备拒绝写入', 'The box refused a write'),
  'write mismatch': words('写入后回读不符', 'Read-back differs from what was written'),
};

/** `exception2`: what a Modbus box answers to a question it does not take. */
const EXCEPTION = /^exception(\d+)$/;
const EXCEPTIONS: Readonly<Record<string, Bilingual>> = {
  1: words('功能不支持', 'function not supported'),
  2: words('地址不存在', 'no such address'),
  3: words('数值不接受', 'value not accepted'),
  4: words('设备故障', 'device failure'),
  5: words('已受理，需稍候', 'accepted, takes longer'),
  6: words('设备忙', 'busy'),
  8: words('存储校验错', 'memory parity error'),
  10: words('网关不通', 'gateway path unavailable'),
  11: words('网关后的设备没有应答', 'no answer behind the gateway'),
};

export function linkReason(reason: string, language: Language): string {
  const known = REASONS[reason];
  if (known) return pick(known, language);
  const [, code] = EXCEPTION.exec(reason) ?? [];
  if (code === undefined) return reason;
  const detail = EXCEPTIONS[code] ? pick(EXCEPTIONS[code], language) : code;
  return language === 'en' ? `Modbus exception: ${detail}` : `Modbus 异常：${detail}`;
}
