/**
 * A socket lives as long as its token does. Whoever is signed out, locked or revoked is dropped when that is an event, and at
 * the latest with the next pulse (RELIABILITY S2: within a second).
 */
import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { SEAT_PULSE_MS } from '#shared/wire/seat.ts';
import type { Account } from './auth.ts';
import type { GatewayContext } from './context.ts';

/** Events after which somebody may no longer be who they were. */
const CHANGES_WHO_MAY = /^(?:machine|session|account|unit\.phone)/;

/** The part of a namespace this looks at: sockets that were let in by a token, with who that was. */
interface VouchedSockets {
  readonly sockets: ReadonlyMap<string, VouchedSocket>;
}

interface VouchedSocket {
  readonly data: { readonly account?: Account; readonly hello?: { readonly token: string } };
  disconnect(close: boolean): unknown;
}

export function dropUnvouched(namespace: VouchedSockets, context: GatewayContext): Disposable {
  const look = () => {
    for (const socket of namespace.sockets.values()) {
      const { account, hello } = socket.data;
      const now = context.credentials.find(hello?.token);
      if (now?.id !== account?.id || now?.role !== account?.role || now?.scope !== account?.scope) {
        socket.disconnect(true);
      }
    }
  };
  const store = new DisposableStore();
  const timer = setInterval(look, SEAT_PULSE_MS);
  store.add(toDisposable(() => clearInterval(timer)));
  store.add(
    context.execution.desk.onEvents((events) => {
      if (events.some(({ kind }) => CHANGES_WHO_MAY.test(kind))) look();
    }),
  );
  return store;
}
