/** Writing and reading a hand-over file. Pure; what is read is hostile until every check has passed. */
import { hash } from 'node:crypto';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import {
  HAND_OVER_BYTES,
  HAND_OVER_FORMAT,
  type HandOverFile,
  type HandOverPacket,
  handOverFileSchema,
  handOverPacketSchema,
  type ReadPacket,
} from '#shared/wire/handOver.ts';
import { isSignedBy, keyFingerprint, type StationKey } from './stationKey.ts';

export function writeHandOverFile(packet: HandOverPacket, html: string, key: StationKey): string {
  const text = JSON.stringify(packet);
  const file: HandOverFile = {
    ...{ format: HAND_OVER_FORMAT, version: 1, packet: text, html },
    signature: { algorithm: 'Ed25519', publicKey: key.publicKey, value: key.sign(signedText(text, html)) },
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** `交接班-东溪街道-20261122-0800.pingan-handover`; nothing a file system could stumble over. */
export function handOverFileName(stationName: string, realm: 'live' | 'drill', at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  const station = stationName.replace(/[^\p{L}\p{N}]+/gu, '').slice(0, 40) || 'station';
  return `${realm === 'drill' ? '演练-' : ''}交接班-${station}-${day}-${two(date.getHours())}${two(date.getMinutes())}.pingan-handover`;
}

/**
 * Fails with `fileTooLarge`; `handOverFileBroken` naming what is wrong with it; `handOverFileVersion` for one of a later build;
 * `handOverFileForged` when it is not what was signed; `handOverFileRealm` for a drill's in a live station, or the reverse.
 */
export function readHandOverFile(bytes: Buffer, realm: 'live' | 'drill'): Result<ReadPacket> {
  if (bytes.length > HAND_OVER_BYTES) return refuse('fileTooLarge', `文件最大 ${HAND_OVER_BYTES / 1024 / 1024} MB`);
  const outer = parsed(bytes);
  if (!outer.ok) return outer;
  const { format, version } = (outer.value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== HAND_OVER_FORMAT) return broken('不是交接班文件');
  if (version !== 1) return refuse('handOverFileVersion', '文件来自更新的版本，请先升级本机');
  const file = handOverFileSchema.safeParse(outer.value);
  if (!file.success) return broken(describeIssue(file.error));
  const { packet: text, html, signature } = file.data;
  if (!isSignedBy(signature.publicKey, signedText(text, html), signature.value))
    return refuse('handOverFileForged', '签名与内容不符：文件被改动过，或不是该站签发');
  const inner = parsed(Buffer.from(text, 'utf8'));
  if (!inner.ok) return inner;
  const packet = handOverPacketSchema.safeParse(inner.value);
  if (!packet.success) return broken(describeIssue(packet.error));
  if (packet.data.realm !== realm) return refuse('handOverFileRealm', '演练的交接不能接入实战站，反之亦然');
  return ok({ fileHash: sha256(text), fingerprint: keyFingerprint(signature.publicKey), packet: packet.data });
}

function parsed(bytes: Buffer): Result<unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return ok(JSON.parse(text) as unknown);
  } catch {
    return broken('内容不完整或不是文本');
  }
}

const broken = (why: string) => refuse('handOverFileBroken', `读不懂这个文件：${why}`);
const sha256 = (text: string) => hash('sha256', text, 'hex');
const signedText = (packet: string, html: string) => `pingan-handover-1\n${sha256(packet)}\n${sha256(html)}`;
