import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { bytesOf, type CoverageDrawing } from '#shared/wire/coverage.ts';
import { Observable } from './observable.ts';
import type { SeatClient } from './seatClient.ts';

/**
 * The reached roads by band, for the map: asked for only while they are shown, the lines once for a scene and the bands
 * whenever coverage was worked out anew.
 */
export class CoverageRoadsFeed implements Disposable {
  readonly changes = new Observable();
  readonly #client: SeatClient;
  readonly #disposables = new DisposableStore();
  #isShown = false;
  #isAsking = false;
  #computedAt = 0;
  #lines: { packId: string; shapeStart: Uint32Array; points: Int32Array } | null = null;
  #drawing: CoverageDrawing | null = null;

  constructor(client: SeatClient) {
    this.#client = client;
    this.#disposables.add(toDisposable(client.changes.subscribe(() => void this.#refresh())));
  }

  /** Null while not shown, and while coverage is not available: an old picture is no picture. */
  get drawing(): CoverageDrawing | null {
    return this.#drawing;
  }

  show(isShown: boolean): void {
    if (this.#isShown === isShown) return;
    this.#isShown = isShown;
    this.#computedAt = 0;
    if (!isShown) this.#become(null);
    void this.#refresh();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #refresh(): Promise<void> {
    const { coverage, station } = this.#client.live;
    if (!this.#isShown || this.#isAsking || !station) return;
    if (coverage?.state !== 'ready') return this.#become(null);
    const { computedAt } = coverage.report;
    if (computedAt === this.#computedAt) return;
    this.#isAsking = true;
    const lines = this.#lines?.packId === station.packId ? this.#lines : await this.#askLines(station.packId);
    const edges = lines && (await this.#client.ask('coverageEdges', {}));
    this.#isAsking = false;
    if (!this.#isShown || !lines || !edges?.ok) return;
    this.#computedAt = edges.computedAt;
    const edgeBand = new Uint8Array(bytesOf(edges.edgeBand));
    if (this.#drawing && isEqual(this.#drawing.edgeBand, edgeBand)) return;
    this.#become({ shapeStart: lines.shapeStart, points: lines.points, edgeBand });
  }

  async #askLines(packId: string) {
    const answer = await this.#client.ask('coverageRoads', {});
    if (!answer?.ok) return null;
    this.#lines = {
      packId,
      shapeStart: new Uint32Array(bytesOf(answer.shapeStart)),
      points: new Int32Array(bytesOf(answer.points)),
    };
    return this.#lines;
  }

  #become(drawing: CoverageDrawing | null): void {
    if (this.#drawing === drawing) return;
    this.#drawing = drawing;
    this.changes.changed();
  }
}

const isEqual = (left: Uint8Array, right: Uint8Array) =>
  left.length === right.length && left.every((value, index) => value === right[index]);
