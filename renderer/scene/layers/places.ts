import type { Selection } from '../contract.ts';
import { Label, type Painter } from '../overlay/painter.ts';
import type { DrawSprite } from '../overlay/sprites.ts';
import { FONT_STACK } from '../theme.ts';
import type { LayerContext, SceneLayer } from './layer.ts';
import { LABEL_STYLES } from './styles.ts';

/** One character and an importance per class of place; what a site adds itself gets its own first character. */
const CLASSES: Readonly<Record<string, { mark: string; isNotable: boolean }>> = {
  学校: { mark: '学', isNotable: true },
  医院: { mark: '医', isNotable: true },
  车站: { mark: '站', isNotable: true },
  银行: { mark: '银', isNotable: false },
  党政机关: { mark: '政', isNotable: true },
  派出所: { mark: '警', isNotable: true },
  商圈: { mark: '商', isNotable: true },
  危化: { mark: '危', isNotable: true },
  加油站: { mark: '油', isNotable: true },
  宗教: { mark: '宗', isNotable: false },
  景区: { mark: '景', isNotable: true },
  公园: { mark: '园', isNotable: false },
};

const RISK_EDGES: Readonly<Record<'R' | 'O' | 'Y' | 'B', string>> = {
  R: '#e0575a',
  O: '#d98a45',
  Y: '#cdb24a',
  B: '#5b93c9',
};

const NOTABLE_BELOW = 3.4;
const ALL_BELOW = 1.6;

interface DrawnPlace {
  readonly id: string;
  readonly target: Selection;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly isNotable: boolean;
  readonly spriteKey: string;
  readonly draw: DrawSprite;
  readonly label: Label;
  readonly selectedLabel: Label;
}

/** Key places: a small square plate with one character, its name by distance. */
export class PlacesLayer implements SceneLayer {
  readonly id = 'places';
  #places: DrawnPlace[] = [];

  create({ pack }: LayerContext): void {
    const at = new Float64Array(3);
    this.#places = pack.features.places.map(({ geometry, properties }) => {
      pack.frame.place(geometry.coordinates[0], geometry.coordinates[1], at);
      const known = CLASSES[properties.placeClass];
      const mark = known?.mark ?? (properties.placeClass.slice(0, 1) || '点');
      const edge = properties.riskColor ? RISK_EDGES[properties.riskColor] : '#5f6f7f';
      const target = { kind: 'place', id: properties.placeCode } as const;
      const isNotable = known?.isNotable ?? false;
      return {
        id: properties.placeCode,
        target,
        x: at[0]!,
        y: at[1]!,
        z: at[2]!,
        isNotable,
        spriteKey: `place${mark}${edge}`,
        draw: plate(mark, edge),
        label: new Label(properties.name, isNotable ? LABEL_STYLES.placeNotable : LABEL_STYLES.place, target),
        selectedLabel: new Label(properties.name, LABEL_STYLES.selected, target),
      };
    });
  }

  frame(painter: Painter): void {
    const { lens, point } = painter;
    const sizePx = 18 * painter.scale;
    for (const place of this.#places) {
      const isSelected = painter.isSelected('place', place.id);
      const limit = place.isNotable ? NOTABLE_BELOW : ALL_BELOW;
      if (!isSelected && (lens.metresPerPixel > limit || !painter.isInSight(place.x, place.y))) continue;
      if (!painter.place(place.x, place.y, place.z, 10)) continue;
      const perPixel = point.depth / lens.focal;
      if (!isSelected && perPixel > limit * 1.3) continue;
      painter.stamp(place.spriteKey, sizePx, point.x, point.y, place.draw);
      painter.hit(place.target, point.x, point.y, 11, 11, 1);
      if (isSelected) painter.offer(place.selectedLabel, point.x, point.y, 'below', 11, 900, true);
      else if (perPixel < limit * 0.8)
        painter.offer(place.label, point.x, point.y, 'below', 9, place.isNotable ? 120 : 56);
    }
  }

  locate(target: Selection) {
    const place = target.kind === 'place' ? this.#places.find((candidate) => candidate.id === target.id) : undefined;
    return place ? { x: place.x, y: place.y, distanceM: 700 } : null;
  }

  dispose(): void {
    this.#places = [];
  }
}

const plate =
  (mark: string, edge: string): DrawSprite =>
  (ink, size) => {
    const half = size / 2 - 1;
    ink.beginPath();
    ink.roundRect(-half, -half, half * 2, half * 2, 3);
    ink.fillStyle = '#1a222cf2';
    ink.fill();
    ink.strokeStyle = edge;
    ink.lineWidth = 1;
    ink.stroke();
    ink.fillStyle = '#c3ced9';
    ink.font = `500 ${size * 0.6}px ${FONT_STACK}`;
    ink.textAlign = 'center';
    ink.textBaseline = 'middle';
    ink.fillText(mark, 0, size * 0.035);
  };
