/** Why a port could not be had, as the person who asked for it can mend it. */
import type { Refusal } from '#shared/kit/result.ts';
import { portHolder } from './portHolder.ts';

export interface Wanted {
  readonly kind: 'udp' | 'tcp';
  readonly host: string;
  readonly port: number;
}

/** `portInUse` naming the program that has it where the system tells, `portNotAllowed`, `addressNotHere`, `noSuchHost`, `bindFailed`. */
export async function explainBind({ kind, host, port }: Wanted, error: NodeJS.ErrnoException): Promise<Refusal> {
  const where = `${kind.toUpperCase()} ${host}:${port}`;
  const refusal = (code: string, path: 'transport.host' | 'transport.port', zh: string, en: string): Refusal => ({
    code,
    message: `无法监听 ${where}（${zh}）`,
    problems: [{ path, zh: `无法监听 ${where}：${zh}`, en: `cannot listen on ${where}: ${en}` }],
  });
  switch (error.code) {
    case 'EADDRINUSE': {
      const holder = await portHolder(kind, port);
      const zh = holder ? `端口 ${port} 已被程序 ${holder} 占用` : `端口 ${port} 已被另一个程序占用`;
      return refusal('portInUse', 'transport.port', zh, `port ${port} is in use by ${holder ?? 'another program'}`);
    }
    case 'EACCES':
      return refusal(
        'portNotAllowed',
        'transport.port',
        `系统不允许使用端口 ${port}；1024 及以上的端口不需要特权`,
        `the system does not allow port ${port}; ports from 1024 need no privilege`,
      );
    case 'EADDRNOTAVAIL':
      return refusal(
        'addressNotHere',
        'transport.host',
        `本机没有地址 ${host}；0.0.0.0 表示全部地址`,
        `this machine has no address ${host}; 0.0.0.0 means all it has`,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return refusal('noSuchHost', 'transport.host', `找不到主机 ${host}`, `there is no host ${host}`);
    default:
      return refusal('bindFailed', 'transport.port', error.message, error.message);
  }
}
