/** The one thing that is selected everywhere: in the queue, on the map, in a card. Same words as the scene's contract. */
export type SelectionKind = 'incident' | 'alarm' | 'device' | 'camera' | 'unit' | 'grid' | 'place' | 'building';

export interface Selection {
  readonly kind: SelectionKind;
  readonly id: string;
}
