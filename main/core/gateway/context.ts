import type { Accounts } from '#main/core/accounts/index.ts';
import type { CallDesk } from '#main/core/calls/callDesk.ts';
import type { ExecuteContext } from '#main/core/desk/command.ts';
import type { PresenceBoard } from '#main/core/desk/presence.ts';
import type { SosCall } from '#main/core/desk/sos.ts';
import type { DeviceFile } from '#main/core/devices/imports.ts';
import type { DrillDesk } from '#main/core/drill/drillDesk.ts';
import type { Packet, PacketParts } from '#main/core/evidence/packet.ts';
import type { EvidenceStore } from '#main/core/evidence/store.ts';
import type { HandOverDesk } from '#main/core/handover/index.ts';
import type { Journal } from '#main/core/journal/index.ts';
import type { PeopleVault } from '#main/core/people/index.ts';
import type { PublicReports } from '#main/core/publicReports/index.ts';
import type { ReviewReader } from '#main/core/review/reader.ts';
import type { IncomingFix } from '#main/core/tracks/fix.ts';
import type { History } from '#main/core/tracks/history/index.ts';
import type { PositionIngest } from '#main/core/tracks/ingest.ts';
import type { LatestPositions } from '#main/core/tracks/latest.ts';
import type { VideoDesk } from '#main/core/video/index.ts';
import type { ScenePack } from '#main/pack/index.ts';
import type { World } from '#shared/domain/world.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { Result } from '#shared/kit/result.ts';
import type { AreaDirectory } from '#shared/search/areaDirectory.ts';
import type { FindGroup } from '#shared/search/findable.ts';
import type { FindRequest } from '#shared/search/searchIndex.ts';
import type { DeviceImportPreview } from '#shared/wire/deviceImport.ts';
import type { LinkHealth } from '#shared/wire/link.ts';
import type { CommandAnswer, SeatPulse, StationFacts } from '#shared/wire/seat.ts';
import type { Signal } from '#shared/wire/signal.ts';
import type { Credentials } from './auth.ts';
import type { CoverageWatch } from './coverage.ts';
import type { IngestCounts } from './ingestCounts.ts';
import type { LinkWatch } from './links.ts';
import type { MachineDoor } from './machines.ts';
import type { ReplayReader } from './replay/reader.ts';
import type { SeatBook } from './seatBook.ts';
import type { PhoneEntry } from './workerJoin.ts';

/** What the gateway needs of the core; wired by hand in core/wiring/door.ts. */
export interface GatewayContext {
  readonly station: StationFacts;
  /** Everybody who may come in. */
  readonly credentials: Credentials;
  /** The people among them. */
  readonly accounts: Accounts;
  readonly execution: ExecuteContext;
  /** Who sits here now, and at which incident. */
  readonly presence: PresenceBoard;
  /** The same for whoever leads a drill: from which machine, and what each did last. */
  readonly seatBook: SeatBook;
  readonly journal: Journal;
  readonly positions: LatestPositions;
  readonly clock: Clock;
  linkHealth(): readonly LinkHealth[];
  readonly links: LinkWatch;
  chain(): SeatPulse['chain'];
  readonly history: History;
  readonly replay: ReplayReader;
  /** Films and reports of the past (main/core/review). */
  readonly review: Pick<ReviewReader, 'ask'>;
  readonly positionIngest: PositionIngest;
  readonly coverage: CoverageWatch;
  /** Other machines of this station, and the door they come in by. */
  readonly machines: MachineDoor;
  /** Phones of the field that join with a code of the desk. */
  readonly phones: PhoneEntry;
  readonly pack: ScenePack;
  /** Why the latest positions are not saved; null when they are. */
  positionsFault(): string | null;
  /** A position of a unit, from whichever source. */
  acceptFix(fix: IncomingFix): void;
  /** The unit a terminal means by what it calls itself. */
  findUnit(key: string): string | undefined;
  /** What came in over HTTP and what became of it. */
  readonly ingest: IngestCounts;
  /** Any other signal that came in over HTTP. Resolves when it is on disk. */
  deliver(signal: Signal): Promise<void>;
  /** What a partner's system answers to a webhook, as it came and with its signature (main/core/notices). */
  answerOfWebhook(body: string, signature: unknown): Promise<CommandAnswer>;
  /** A phone's SOS. Resolves when it is on disk, now or since it was first sent. */
  raiseSos(call: SosCall): Promise<void>;
  /** Photos and voice notes of the field. */
  readonly evidence: Pick<EvidenceStore, 'put' | 'read'>;
  /** What the scene and the world have by name, code or sound. */
  readonly search: {
    find(request: FindRequest, world: World): Promise<readonly FindGroup[]>;
    directory(): Promise<AreaDirectory>;
  };
  /** Who reports to the station: values here, refs and masks everywhere else (main/core/people/README.md). */
  readonly people: PeopleVault;
  /** What the public sends in, as far as station.json opens a door for it. */
  readonly publicReports: Pick<PublicReports, 'wechat' | 'form' | 'formUrl' | 'hostName'>;
  /** Pages and files of shifts and of the hand-over between them. */
  readonly handOvers: Pick<HandOverDesk, 'fingerprint' | 'logPage' | 'handOverPage' | 'file' | 'look'>;
  /** Evidence of an incident as one signed file. */
  packEvidence(asked: Pick<PacketParts, 'facts' | 'rows'>): Promise<Result<Packet>>;
  /** Video calls with phones and other seats. */
  readonly calls: CallDesk;
  /** The drill of a station of realm drill, and its scenarios. */
  readonly drill: Pick<
    DrillDesk,
    'mayRead' | 'report' | 'scenarios' | 'misfitsOf' | 'find' | 'save' | 'remove' | 'score'
  >;
  /** How fast the station's clock runs: 1 but at a drill, 0 while one stands. */
  readonly pace: {
    now(): number;
    onChange(listener: () => void): (() => void) | undefined;
  };
  /** Cameras: which there are, what each sees, and their streams. */
  readonly video: VideoDesk;
  /** Reads a list of devices and holds it against the station; changes nothing. */
  previewDevices(file: DeviceFile): Promise<Result<DeviceImportPreview>>;
}
