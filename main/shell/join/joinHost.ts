/** Looking at a host and joining it, each once. Nothing is kept here: what came of it is kept by the caller. */
import { z } from 'zod';
import { MACHINE_ROLES } from '#shared/domain/machine.ts';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { REFUSALS } from '#shared/text/refusals.ts';
import type { HostLook, JoinResult, JoinWish } from '#shared/wire/join.ts';
import { JOIN_PATH } from '#shared/wire/machines.ts';
import { readHostAddress, showHostAddress } from './hostAddress.ts';
import type { JoinRecord } from './joinRecord.ts';
import { certificateAt, HostChangedError, PinnedHost } from './pinnedHost.ts';

const answerSchema = z.object({
  machineId: z.string().min(1).max(80),
  name: z.string().max(80),
  role: z.enum(MACHINE_ROLES),
  token: z.string().min(32).max(200),
  station: z.object({ name: z.string().max(80), realm: z.enum(['live', 'drill']) }),
});
const refusalSchema = z.object({ code: z.string().max(60), message: z.string().max(400) });
const ANSWER_LIMIT_BYTES = 16_384;

/** Who answers at an address. Refuses `badAddress` and `noAnswer`. */
export async function lookAtHost(text: string): Promise<JoinResult<HostLook>> {
  const address = readHostAddress(text);
  if (address === null) return refuse('badAddress', BAD_ADDRESS);
  try {
    return { ok: true, value: { address: showHostAddress(address), fingerprint: await certificateAt(address) } };
  } catch (error) {
    return refuse('noAnswer', noAnswer(showHostAddress(address), error as Error));
  }
}

/** Sends the code to exactly the host whose certificate was compared. Refuses as the host does, `hostChanged`, `noAnswer`. */
export async function joinHost(
  wish: JoinWish,
  machineName: string,
  now: number,
): Promise<JoinResult<{ readonly record: JoinRecord; readonly token: string }>> {
  const address = readHostAddress(wish.address);
  if (address === null) return refuse('badAddress', BAD_ADDRESS);
  const host = new PinnedHost(address, wish.fingerprint);
  try {
    const json = { code: wish.code, machineName };
    const { status, body } = await host.read(JOIN_PATH, ANSWER_LIMIT_BYTES, { method: 'POST', json });
    const answer: unknown = JSON.parse(body.toString('utf8'));
    const joined = status === 200 ? answerSchema.safeParse(answer) : null;
    if (!joined?.success) return refused(answer, status);
    const { machineId, name, role, token, station } = joined.data;
    const record: JoinRecord = {
      ...address,
      fingerprint: wish.fingerprint,
      machineId,
      machineName: name,
      role,
      stationName: station.name,
      realm: station.realm,
      joinedAt: now,
      pack: null,
    };
    return { ok: true, value: { record, token } };
  } catch (error) {
    if (error instanceof HostChangedError) return refuse('hostChanged', HOST_CHANGED);
    return refuse('noAnswer', noAnswer(showHostAddress(address), error as Error));
  } finally {
    host.close();
  }
}

function refused(answer: unknown, status: number): JoinResult<never> {
  const refusal = refusalSchema.safeParse(answer);
  if (!refusal.success) {
    return refuse('noHost', {
      zh: `那里不是平安指挥主机（应答 ${status}）`,
      en: `That is no host of this system (it answered ${status})`,
    });
  }
  const { code, message } = refusal.data;
  const words = REFUSALS[code];
  return refuse(code, { zh: words?.zh ?? message, en: words?.en ?? `${code}: ${message}` });
}

const refuse = (code: string, reason: Bilingual): JoinResult<never> => ({ ok: false, code, reason });

const noAnswer = (address: string, { message }: Error): Bilingual => ({
  zh: `主机 ${address} 没有应答（${message}）。请核对地址，并确认主机已开放局域网接入`,
  en: `The host ${address} does not answer (${message}). Check the address, and that the host has opened the LAN`,
});

const BAD_ADDRESS: Bilingual = {
  zh: '地址应为 主机:端口，例如 192.168.1.10:4743',
  en: 'An address is host:port, such as 192.168.1.10:4743',
};

const HOST_CHANGED: Bilingual = {
  zh: '应答的不是刚才核对过的那台主机：证书不同。加入码没有发出',
  en: 'What answered is not the host that was compared: its certificate is another one. The code was not sent',
};
