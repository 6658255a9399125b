/** The first thing that looks at what a socket brings: a schema is shown plain JSON only (shared/kit/plainJson.ts). */
import type { Namespace } from 'socket.io';
import { isPlainJson } from '#shared/kit/plainJson.ts';

export const NOT_PLAIN = '(root): 不是普通的 JSON (is not plain JSON)';

/** Of one namespace, before anything else of it listens: neither a hello nor a message that is not plain gets any further. */
export function admitPlainJson(namespace: Namespace, wire: number): void {
  namespace.use((socket, next) => {
    if (isPlainJson(socket.handshake.auth)) return next();
    next(Object.assign(new Error('badHello'), { data: { code: 'badHello', message: NOT_PLAIN, wire } }));
  });
  namespace.on('connection', (socket) => {
    socket.use((packet, next) => {
      if (isPlainJson(packet.slice(1))) return next();
      const answer: unknown = packet.at(-1);
      if (typeof answer === 'function') answer({ ok: false, code: 'badBody', message: NOT_PLAIN });
    });
  });
}
