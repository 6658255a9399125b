import { INCIDENT_KIND_CATALOG, type IncidentKind } from '#shared/catalog/incidentKinds.ts';
import { RESPONSE_PROFILES, type ResponseProfile } from '#shared/catalog/profiles.ts';
import { decideAlarm } from '#shared/domain/alarm.ts';
import type { Draft } from '#shared/domain/event.ts';
import type { IncidentAlarm } from '#shared/domain/incident.ts';
import type { IncidentCommandBody } from '#shared/domain/incidentCommands.ts';
import { decideIncident } from '#shared/domain/incidentDecide.ts';
import type { IncidentReporter } from '#shared/domain/incidentLife.ts';
import type { Place } from '#shared/domain/place.ts';
import { SYSTEM_REASONS } from '#shared/domain/systemReasons.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { ExecuteContext } from './command.ts';
import type { Desk } from './desk.ts';

export interface OpenIncidentContext {
  readonly desk: Desk;
  readonly profile: ResponseProfile;
  /** Grid, community and address of a point, from the scene. */
  locate(lon: number, lat: number): Place;
}

/**
 * An officer opens an incident by hand, from the map, from a signal that opened none of its own, or from what a citizen or a unit sent
 * in: then `words` say when that came and whose they are, who is kept already.
 */
export function openIncident(
  { desk, profile, locate, keepReporter }: ExecuteContext,
  body: IncidentCommandBody<'incident.open'>,
  words: { readonly receivedAt: number; readonly reporter: IncidentReporter | null } | null = null,
): Result<{ drafts: Draft[]; incidentId: string }> {
  const alarm = body.alarmId === undefined ? undefined : desk.world.alarms.get(body.alarmId);
  if (body.alarmId !== undefined && !alarm) return refuse('unknownAlarm', `没有报警 ${body.alarmId}`);
  if (alarm?.incidentId) return refuse('alarmTaken', '该信号已归入一起事件');
  const place = locate(body.lon, body.lat);
  const incidentId = desk.newId();
  const joined: IncidentAlarm | null = alarm
    ? {
        alarmId: alarm.alarmId,
        deviceId: alarm.deviceId,
        sourceId: alarm.deviceId ?? alarm.account ?? '',
        at: alarm.receivedAt,
        class: alarm.class,
        code: alarm.code,
        title: alarm.title,
        restore: alarm.restore,
        silent: alarm.silent,
        joined: 'opened',
      }
    : null;
  const opened = decideIncident(
    undefined,
    {
      kind: 'open',
      incidentId,
      number: nextNumber(desk.world.lastNumber, desk.clock()),
      incidentKind: body.kind,
      title: body.title,
      place: body.address ? asSaid(place, body.address) : place,
      isSilent: false,
      alarm: joined,
      profile: profileOf(profile, body.kind),
      ...(!joined && { source: body.source }),
      ...(body.callerWords && { callerWords: body.callerWords }),
      ...(words && { receivedAt: words.receivedAt }),
      ...(words?.reporter && { reporter: words.reporter }),
      ...(body.reporter && (body.reporter.name || body.reporter.phone) && { reporter: keepReporter(body.reporter) }),
    },
    desk.clock(),
  );
  if (!opened.ok) return opened;
  const reviewed = alarm?.attention && alarm.reviewedAt === null ? decideAlarm(alarm, review(alarm.alarmId)) : ok([]);
  return ok({ drafts: [...opened.value, ...(reviewed.ok ? reviewed.value : [])], incidentId });
}

/** A person's own words for where it is stand alike in every language. */
function asSaid({ addressEn: _, ...place }: Place, address: string): Place {
  return { ...place, address };
}

const review = (alarmId: string) => ({ kind: 'alarm.review' as const, alarmId, note: SYSTEM_REASONS.becameIncident });

/** Whose limits run for this kind: the station's, the kind's own, or nobody's. */
export function profileOf(station: ResponseProfile, kind: IncidentKind): ResponseProfile | null {
  const { profile } = INCIDENT_KIND_CATALOG[kind];
  if (profile === null) return null;
  return profile === 'station' ? station : RESPONSE_PROFILES[profile];
}

/** `20261121-007`: the station's local day and a serial that starts again each day. */
export function nextNumber(last: string, now: number): string {
  const at = new Date(now);
  const day = `${at.getFullYear()}${String(at.getMonth() + 1).padStart(2, '0')}${String(at.getDate()).padStart(2, '0')}`;
  const [lastDay, serial] = last.split('-');
  const next = lastDay === day ? Number(serial) + 1 : 1;
  return `${day}-${String(next).padStart(3, '0')}`;
}
