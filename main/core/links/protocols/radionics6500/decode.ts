/** Radionics 6500 records (PROTOCOLS §3.2): a blank in front, `a` for an alarm, `1` for a heartbeat, DC4 behind. */
import { contactIdOf, type DecodedRecord, isRecord, noRecord } from '../receiver/record.ts';

const HEARTBEAT = /^ 1([0-9A-F]{2})([0-9A-F]) {1,16}@ {0,8}$/;
const CONTACT_ID =
  /^ a ?([0-9A-F]{2}) ?([0-9A-F]) +([0-9A-F]{3,6}) ?(?:18|98|58) ?([136ERP])([0-9A-F]{3}) ?([0-9A-F]{2}) ?([0-9A-F]{3}) *$/;

export function decodeRadionics6500(text: string): DecodedRecord {
  const heartbeat = HEARTBEAT.exec(text);
  if (heartbeat) return isRecord({ kind: 'heartbeat', receiver: heartbeat[1]!, line: heartbeat[2]! });
  const match = CONTACT_ID.exec(text);
  if (!match) return noRecord('fits no form of the Radionics 6500');
  const [, receiver, line, account, qualifier, code, partition, zone] = match as unknown as string[];
  return isRecord({
    kind: 'message',
    form: 'contactId',
    receiver: receiver!,
    line: line!,
    account: account!,
    events: contactIdOf(qualifier!, code!, partition!, zone!),
    text: null,
  });
}
