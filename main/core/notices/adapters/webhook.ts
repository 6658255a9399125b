import { request } from 'node:https';
import { isIP } from 'node:net';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { LivePermit } from '#shared/domain/livePermit.ts';
import type { Notice, NoticeReason } from '#shared/domain/notice.ts';
import type { World } from '#shared/domain/world.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { NoticeAdapter, Sending } from '../adapter.ts';
import { authorityOf, findHost, resolveAllowed, type WebhookHost } from '../hosts.ts';
import { SIGNATURE_HEADER, signatureOf } from '../signature.ts';
import { linkageOf } from '../words.ts';

interface WebhookParts {
  readonly world: Pick<World, 'incidents'>;
  readonly hosts: readonly WebhookHost[];
  readonly station: { readonly id: string; readonly name: string };
  readonly clock: Clock;
}

/** Another system over HTTPS: one signed POST, no redirect followed, nothing of the answer read but its status. */
export function webhookAdapter(_permit: LivePermit, { world, hosts, station, clock }: WebhookParts): NoticeAdapter {
  return {
    name: 'webhook',
    limits: { all: 16, lane: 2 },
    laneOf: ({ to }) => (URL.canParse(to) ? authorityOf(new URL(to)) : to),
    async send(notice, signal): Promise<Sending> {
      const host = findHost(hosts, notice.to);
      if (!host) return { state: 'failed', reason: 'notAllowed', detail: 'host' };
      const body = bodyOf(notice);
      if (body === undefined) return { state: 'failed', reason: 'incidentOver' };
      const url = new URL(notice.to);
      const found = await resolveAllowed(url, host);
      if (!found.ok) {
        const { code, message: detail } = found.failure;
        return code === 'notAllowed'
          ? { state: 'failed', reason: 'notAllowed', detail }
          : { state: 'retry', reason: 'unreachable', detail };
      }
      const headers = { 'x-pingan-notice': notice.id, [SIGNATURE_HEADER]: signatureOf(host.secret, body, clock()) };
      return post({ url, at: found.value, ca: host.ca, headers, body, signal });
    },
  };

  /** Nothing of a person: who called and what was said of them stay in the station. */
  function bodyOf(notice: Notice): string | undefined {
    const linked = linkageOf(world, notice);
    if (!linked) return undefined;
    const { incident, group, member } = linked;
    const { id, number, kind, level, title, openedAt, place } = incident;
    return JSON.stringify({
      noticeId: notice.id,
      station,
      incident: {
        ...{ id, number, kind, kindName: INCIDENT_KIND_CATALOG[kind].zh, level, title, openedAt },
        ...{ address: place.address, lon: place.lon, lat: place.lat, gridCode: place.gridCode },
      },
      group: { id: group.groupId, name: group.name },
      member: { id: member.memberId, name: member.name },
      toldAt: group.toldAt,
    });
  }
}

interface Post {
  readonly url: URL;
  readonly at: { readonly address: string; readonly family: 4 | 6 };
  readonly ca: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

function post({ url, at, ca, headers, body, signal }: Post): Promise<Sending> {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const asked = request(
      {
        ...{ host: at.address, family: at.family, port: url.port || 443, path: `${url.pathname}${url.search}` },
        // The certificate is that of the name, though the connection goes to the address that was looked at.
        ...(isIP(name) === 0 && { servername: name }),
        ...{ method: 'POST', agent: false, signal, ...(ca !== undefined && { ca }) },
        headers: {
          ...headers,
          host: url.host,
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
        },
      },
      (answer) => {
        resolve(byStatus(answer.statusCode ?? 0));
        answer.destroy();
      },
    );
    asked.on('error', (error) => resolve(byError(error as NodeJS.ErrnoException, signal)));
    asked.end(body);
  });
}

function byStatus(status: number): Sending {
  const detail = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { state: 'delivered' };
  if (status >= 300 && status < 400) return { state: 'failed', reason: 'redirected', detail };
  const isLater = status === 408 || status === 429 || status >= 500;
  return isLater ? { state: 'retry', reason: 'badStatus', detail } : { state: 'failed', reason: 'badStatus', detail };
}

function byError({ code = 'unknown' }: NodeJS.ErrnoException, signal: AbortSignal): Sending {
  const isCertificate = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code);
  const reason: NoticeReason = signal.aborted ? 'timedOut' : isCertificate ? 'certificate' : 'unreachable';
  return { state: 'retry', reason, detail: code };
}
