/** Opens a link as its record says: the protocol's session first, then the port it listens on. */
import { fail, ok, type Result, refuse } from '#shared/kit/result.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import type { StoredFrame } from './contract.ts';
import { Link, type LinkHolder, type LinkSurroundings } from './link.ts';
import { bugOf, LINK_BUG } from './linkBug.ts';
import { openTransport } from './transports/index.ts';

export async function openLink(
  config: LinkRecord,
  surroundings: LinkSurroundings,
  holder: LinkHolder,
): Promise<Result<Link>> {
  const protocol = surroundings.findProtocol(config.protocol);
  if (!protocol) return refuse('unknownProtocol', `链路 ${config.id}：没有协议 ${config.protocol}`);
  const { devices, settings, clock, duplicates, terminals, outputs } = surroundings;
  const context = {
    linkId: config.id,
    settings,
    findDevice: (account: string) => devices.findByAccount(config.id, account),
    isDuplicate: (key: string) => duplicates.find(key, clock()) !== null,
    hasStored: (frame: StoredFrame) => surroundings.desk.hasStored?.(frame) ?? false,
    isClockDoubted: (deviceId: string) => surroundings.desk.isClockDoubted?.(deviceId) ?? false,
    ...(terminals && { terminals }),
    ...(outputs && { outputs }),
  };
  const link = tried(
    () => new Link(config, surroundings, (timer) => protocol.openSession({ ...context, timer }, config), holder),
  );
  if (!link.ok) {
    holder.counters.refuse('bug');
    return link;
  }
  const opened = await openTransport(config.transport, {
    onDatagram: (datagram, remote, send) => link.value.receive(datagram, remote, send),
    onOpen: (socket) => link.value.openLine(socket),
    onFault: (fault) => link.value.noteFault(fault),
  });
  if (!opened.ok) {
    link.value.dispose();
    return fail({ ...opened.failure, message: `链路 ${config.id}：${opened.failure.message}` });
  }
  link.value.attach(opened.value);
  return link;
}

/** A protocol that throws has a bug, and so it may when it is opened: that is a fault of its link. */
function tried<Value>(run: () => Value): Result<Value> {
  try {
    return ok(run());
  } catch (error) {
    const fault = bugOf(error);
    return fail({ code: LINK_BUG, message: fault.zh, problems: [{ path: 'protocol', ...fault }] });
  }
}
