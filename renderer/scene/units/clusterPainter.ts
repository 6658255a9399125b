import type { SceneLanguage } from '../contract.ts';
import { LABEL_STYLES } from '../layers/styles.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import { type Cluster, ClusterCount, type ClusterState, cellSideM, worstOf } from './clusters.ts';
import type { UnitField } from './field.ts';

/** Fewer than this in a cell are seen as what they are. */
const LEAST_COUNT = 8;
const LEAST_CELL_PX = 120;
/** Units counted per painting, and how often a count is begun. */
const SLICE = 6_000;
const RECOUNT_AFTER_MS = 900;

const STYLES = {
  calm: LABEL_STYLES.clusterCalm,
  engaged: LABEL_STYLES.clusterEngaged,
  stale: LABEL_STYLES.clusterStale,
  lost: LABEL_STYLES.clusterLost,
} as const satisfies Record<ClusterState, unknown>;

/** Far out: a plate on each crowd that says how many there are and what is worst among them. */
export class ClusterPainter {
  readonly #count = new ClusterCount();
  readonly #labels: Label[] = [];
  /** What each label said when it was last offered. */
  readonly #labelled: (Cluster | null)[] = [];

  /** Counts on and offers the plates. */
  paint(painter: Painter, field: UnitField): void {
    const { lens, now, serverNow, point } = painter;
    const cellM = cellSideM(lens.metresPerPixel, LEAST_CELL_PX * painter.scale);
    if (now - this.#count.finishedAt > RECOUNT_AFTER_MS || this.#count.clusters.length === 0) {
      if (!this.#count.advance(field, cellM, now, serverNow, SLICE)) painter.isAnimating = true;
    }
    const { clusters } = this.#count;
    this.#labelled.fill(null);
    for (const [index, cluster] of clusters.entries()) {
      if (cluster.count < LEAST_COUNT) continue;
      if (!painter.place(cluster.x, cluster.y, field.groundUp(cluster.x, cluster.y), -20)) continue;
      const label = this.#labelAt(index);
      this.#labelled[index] = cluster;
      label.text = clusterText(cluster, painter.language);
      label.style = STYLES[worstOf(cluster)];
      painter.offer(label, point.x, point.y, 'centre', 0, 240 + Math.min(50, cluster.count / 100));
    }
  }

  /** The crowd whose plate is drawn under a pixel. */
  at(x: number, y: number, painter: Painter): Cluster | null {
    for (const [index, cluster] of this.#labelled.entries()) {
      const label = this.#labels[index];
      if (cluster && label && painter.isShown(label) && isInside(label, x, y)) return cluster;
    }
    return null;
  }

  forget(): void {
    this.#count.clear();
    this.#labelled.length = 0;
  }

  #labelAt(index: number): Label {
    let label = this.#labels[index];
    if (!label) {
      label = new Label('', LABEL_STYLES.clusterCalm);
      this.#labels[index] = label;
    }
    return label;
  }
}

const isInside = ({ left, top, width, height }: Label, x: number, y: number) =>
  x >= left && x <= left + width && y >= top && y <= top + height;

const WORDS: Readonly<Record<Exclude<ClusterState, 'calm'>, { zh: string; en: string }>> = {
  lost: { zh: '失联', en: 'lost' },
  stale: { zh: '过时', en: 'stale' },
  engaged: { zh: '处置', en: 'engaged' },
};

/** "312 · 失联 4": how many, and of the worst state how many. */
export function clusterText(cluster: Cluster, language: SceneLanguage): string {
  const state = worstOf(cluster);
  if (state === 'calm') return String(cluster.count);
  const { zh, en } = WORDS[state];
  return language === 'en'
    ? `${cluster.count} · ${cluster[state]} ${en}`
    : `${cluster.count} · ${zh} ${cluster[state]}`;
}
