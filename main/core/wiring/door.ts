/** The gateway and what it is handed: everything that seats, phones and programs may ask of the other parts. */
import type { CallDesk } from '#main/core/calls/index.ts';
import type { ExecuteContext } from '#main/core/desk/command.ts';
import { SNAPSHOT } from '#main/core/desk/desk.ts';
import { execute } from '#main/core/desk/execute.ts';
import { newestReportAt, unansweredAlarms } from '#main/core/desk/unanswered.ts';
import type { DrillDesk } from '#main/core/drill/drillDesk.ts';
import { firstOf, type Gateway, openGateway, ReplayReader, SeatBook, Tokens } from '#main/core/gateway/index.ts';
import { IngestCounts } from '#main/core/gateway/ingestCounts.ts';
import { webhookAnswers } from '#main/core/notices/index.ts';
import { ReviewReader } from '#main/core/review/reader.ts';
import { packShapes } from '#main/core/roads/index.ts';
import { PhoneMap } from '#main/core/scene/phoneMap.ts';
import type { Actor } from '#shared/domain/event.ts';
import type { Result } from '#shared/kit/result.ts';
import type { LinkHealth } from '#shared/wire/link.ts';
import type { Field } from './field.ts';
import type { Processes } from './processes.ts';
import type { Records } from './records.ts';
import type { RegistryParts } from './registry.ts';
import type { Root } from './root.ts';
import type { Situation } from './situation.ts';
import type { Trust } from './trust.ts';
import type { Video } from './video.ts';

interface DoorParts {
  readonly root: Root;
  readonly situation: Situation;
  readonly registry: RegistryParts;
  readonly trust: Trust;
  readonly records: Records;
  readonly execution: ExecuteContext;
  readonly processes: Processes;
  readonly field: Field;
  readonly video: Video;
  readonly calls: CallDesk;
  readonly drill: DrillDesk;
}

const WEBHOOKS: Actor = { kind: 'system', id: 'webhooks' };

/** Fails with `portInUse` or `cannotListen`, naming host and port. */
export async function wireDoor(parts: DoorParts): Promise<Result<Gateway>> {
  const { root, situation, registry, trust, records, execution, processes, field, video, calls, drill } = parts;
  const { options, station, directory, clock, journal, scene, desk } = root;
  const { accounts, machines, phones, lan } = trust;
  const { telemetry } = situation;
  const ingest = new IngestCounts();
  const phoneMap = new PhoneMap(scene.roads.graph, scene.grids);
  let address = `${station.http.host}:${station.http.port}`;
  registry.director.attach({
    links: field.links,
    http: () => ({ host: station.http.host, port: Number(new URL(`http://${address}`).port || 80) }),
  });
  const gateway = await openGateway(
    {
      station: { ...station.station, realm: station.realm, profile: station.profile, packId: scene.pack.manifest.id },
      credentials: firstOf([new Tokens([...station.tokens, ...(options.tokens ?? [])]), accounts, machines, phones]),
      accounts,
      machines: {
        join: (request, from, facts) => machines.join(request, from, facts),
        reports: () => machines.reports(),
        lan: () => lan.report,
        certificate: () => lan.certificate,
        hostNames: lan.hostNames,
        presence: machines.presence,
        unanswered: () => unansweredAlarms(desk.world),
        reportAt: () => newestReportAt(desk.world),
      },
      phones: {
        join: (request, from, facts) => phones.join(request, from, facts),
        map: (west, south, east, north) => phoneMap.within(west, south, east, north),
      },
      pack: scene.pack,
      execution,
      presence: processes.presence,
      seatBook: new SeatBook(clock, () => performance.now()),
      journal,
      positions: telemetry.latest,
      clock,
      links: field.links,
      linkHealth: (): LinkHealth[] => [...field.links.health(), ...ingest.health(address)],
      chain: () => processes.chain.chain,
      history: telemetry.history,
      replay: root.store.add(new ReplayReader({ directory, snapshot: SNAPSHOT })),
      review: root.store.add(
        new ReviewReader({
          ...{ directory, snapshot: SNAPSHOT, realm: station.realm, scene: scene.directory },
          station: { id: station.station.id, name: station.station.name },
        }),
      ),
      positionIngest: telemetry.ingest,
      positionsFault: () => telemetry.saveFault,
      acceptFix: (fix) => telemetry.accept(fix),
      findUnit: field.findUnit,
      ingest,
      deliver: field.deliver,
      raiseSos: (call) => field.sos.raise(call),
      answerOfWebhook: webhookAnswers({
        world: desk.world,
        hosts: station.notices.webhooks,
        clock,
        answer: (commandId, body) =>
          execute(execution, { commandId, kind: 'incident.answerLink', body }, { actor: WEBHOOKS, role: 'worker' }),
      }),
      evidence: records.evidence,
      people: root.people,
      publicReports: processes.publicReports,
      handOvers: records.handOvers,
      previewDevices: (file) => registry.imports.preview(file),
      search: scene.search,
      packEvidence: records.packEvidence,
      video: video.desk,
      calls,
      drill,
      pace: { now: () => root.paced?.pace ?? 1, onChange: (listener) => root.paced?.onChange(listener) },
      coverage: { desk: situation.coverage, roads: () => packShapes(scene.roads.graph) },
    },
    station.http,
  );
  if (gateway.ok) address = new URL(gateway.value.url).host;
  return gateway;
}
