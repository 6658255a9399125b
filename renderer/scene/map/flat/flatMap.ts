/**
 * The map where there is no WebGL: the same layers behind the same contract, drawn from straight above on a 2D canvas. A view that
 * moves shows the last picture turned and stretched until it rests: drawing a city with a pen takes longer than a frame.
 */
import type { Tiles3dLayer } from '#shared/wire/pack.ts';
import type { Lens } from '../../camera/view.ts';
import type { LoadedPack } from '../../pack/load.ts';
import { BACKGROUND } from '../../theme.ts';
import type { MeshData } from '../mesh.ts';
import type { SolidMesh } from '../solidMesh.ts';
import type { DrawnMap, FlatHandle, GroundPictures, PickedBuilding, TilesHandle } from '../surface.ts';
import { Footprints } from './footprints.ts';
import { runsOfMesh, runsOfSolid } from './inkRuns.ts';
import { InkSheet } from './inkSheet.ts';
import { PictureSheet } from './pictureSheet.ts';
import { fromTo, isSamePlane, type Plane, planeOf } from './plane.ts';

/** A whole picture that took no longer is made for every movement. */
const QUICK_MS = 12;
/** So long after the last movement the picture is made whole. */
const REST_MS = 120;
/** Ground pictures arrive by dozens: the whole is not made again for each of them, but at most a fifth of the time. */
const REST_FOR_ARRIVALS = 4;
/** Farther than any district is wide: what the screen shows is cut off by the screen. */
const FAR_M = 1e6;

type Sheet = InkSheet | Footprints;

export class FlatMap implements DrawnMap {
  readonly #canvas = document.createElement('canvas');
  readonly #ink: CanvasRenderingContext2D;
  /** The last whole picture, and how it lies. */
  readonly #whole = new OffscreenCanvas(1, 1);
  readonly #wholeInk: OffscreenCanvasRenderingContext2D;
  readonly #pack: LoadedPack;
  readonly #wake: () => void;
  readonly #pictures: PictureSheet[] = [];
  readonly #sheets: Sheet[] = [];
  readonly #bounds = new Float64Array(4);
  #footprints: Footprints | null = null;
  #wholePlane: Plane | null = null;
  #plane: Plane | null = null;
  #lens: Lens | null = null;
  #isDirty = true;
  /** A ground picture has come that the whole does not show yet. */
  #hasArrival = false;
  #wholeMs = 0;
  #wholeAt = -Infinity;
  #movedAt = -Infinity;
  #drawn = 0;

  /** Stands in `host` until it is disposed of; `wake` is called when there is something new to draw. */
  constructor(host: HTMLElement, pack: LoadedPack, wake: () => void) {
    const ink = this.#canvas.getContext('2d', { alpha: false });
    const wholeInk = this.#whole.getContext('2d', { alpha: false });
    if (!ink || !wholeInk) throw new Error('This browser has no 2D canvas.');
    this.#ink = ink;
    this.#wholeInk = wholeInk;
    this.#pack = pack;
    this.#wake = wake;
    this.#canvas.className = 'scene-flat';
    host.append(this.#canvas);
  }

  get drawn(): number {
    return this.#drawn;
  }

  get isMoving(): boolean {
    return this.#isDirty || this.#hasArrival || this.#pictures.some((sheet) => sheet.isLoading);
  }

  draw(lens: Lens): boolean {
    const now = performance.now();
    const ratio = globalThis.devicePixelRatio || 1;
    this.#lens = lens;
    this.#fit(lens, ratio);
    const plane = planeOf(lens, ratio);
    const hasMoved = !isSamePlane(this.#plane, plane);
    this.#plane = plane;
    if (hasMoved) {
      this.#movedAt = now;
      this.#isDirty = true;
    }
    if (this.#hasArrival && now - this.#wholeAt >= REST_FOR_ARRIVALS * this.#wholeMs) this.#isDirty = true;
    if (!this.#isDirty) return false;
    const isResting = now - this.#movedAt >= REST_MS || this.#wholeMs <= QUICK_MS || this.#wholePlane === null;
    if (isResting) this.#drawWhole(lens, plane, ratio);
    else if (!hasMoved) return false;
    this.#show(plane);
    this.#drawn++;
    return true;
  }

  addPictures(pictures: GroundPictures): FlatHandle {
    const sheet = new PictureSheet(pictures, this.#pack.frame, () => {
      this.#hasArrival = true;
      this.#wake();
    });
    this.#pictures.push(sheet);
    return this.#handle(sheet, () => {
      sheet.dispose();
      remove(this.#pictures, sheet);
    });
  }

  addFlat(mesh: MeshData): FlatHandle {
    return this.#add(new InkSheet(runsOfMesh(mesh)));
  }

  addSolid(mesh: SolidMesh): FlatHandle {
    return this.#add(new InkSheet(runsOfSolid(mesh)));
  }

  /** All layers of bodies are the same outlines. */
  addTiles(_layer: Tiles3dLayer, _url: string, onChange: () => void): TilesHandle {
    const prints = this.#footprints ?? this.#addFootprints(onChange);
    const handle = this.#handle(prints, () => remove(this.#sheets, prints));
    return {
      ...handle,
      get isLoaded() {
        return prints.isLoaded;
      },
      get problem() {
        return prints.problem;
      },
      setSelected: (buildingId) => {
        if (prints.selected === buildingId) return;
        prints.selected = buildingId;
        this.#touch();
      },
    };
  }

  pickBuilding(x: number, y: number): PickedBuilding | null {
    const ground = this.#lens?.groundAt(x, y);
    return (ground && this.#footprints?.at(...ground)) ?? null;
  }

  /** Seen from straight above nothing has a height. */
  pickSurface(): null {
    return null;
  }

  dispose(): void {
    for (const sheet of this.#pictures) sheet.dispose();
    this.#pictures.length = this.#sheets.length = 0;
    this.#canvas.remove();
  }

  #addFootprints(onChange: () => void): Footprints {
    const prints = new Footprints(this.#pack, () => {
      this.#touch();
      onChange();
    });
    this.#footprints = prints;
    this.#sheets.push(prints);
    return prints;
  }

  #add(sheet: InkSheet): FlatHandle {
    this.#sheets.push(sheet);
    this.#touch();
    return this.#handle(sheet, () => remove(this.#sheets, sheet));
  }

  #handle(sheet: { isVisible: boolean }, dispose: () => void): FlatHandle {
    return {
      setVisible: (isVisible) => {
        if (sheet.isVisible === isVisible) return;
        sheet.isVisible = isVisible;
        this.#touch();
      },
      dispose: () => {
        dispose();
        this.#touch();
      },
    };
  }

  #touch(): void {
    this.#isDirty = true;
    this.#wake();
  }

  #fit({ width, height }: Lens, ratio: number): void {
    const [wide, high] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
    if (this.#canvas.width === wide && this.#canvas.height === high) return;
    this.#canvas.width = this.#whole.width = wide;
    this.#canvas.height = this.#whole.height = high;
    this.#wholePlane = null;
    this.#isDirty = true;
  }

  #drawWhole(lens: Lens, plane: Plane, ratio: number): void {
    const startedAt = performance.now();
    const ink = this.#wholeInk;
    clear(ink, this.#whole);
    setPlane(ink, plane);
    // What a device pixel covers.
    const metresPerPixel = lens.metresPerPixel / ratio;
    lens.groundBounds(FAR_M, this.#bounds);
    const [west, south, east, north] = this.#bounds as unknown as [number, number, number, number];
    this.#isDirty = this.#hasArrival = false;
    for (const sheet of this.#pictures)
      if (sheet.isVisible) sheet.draw(ink, [west, south, east, north], lens.metresPerPixel);
    for (const sheet of this.#sheets) if (sheet.isVisible) sheet.draw(ink, metresPerPixel, ratio);
    this.#wholePlane = plane;
    this.#wholeAt = performance.now();
    this.#wholeMs = this.#wholeAt - startedAt;
  }

  #show(plane: Plane): void {
    clear(this.#ink, this.#canvas);
    if (this.#wholePlane && !isSamePlane(this.#wholePlane, plane)) setPlane(this.#ink, fromTo(this.#wholePlane, plane));
    this.#ink.drawImage(this.#whole, 0, 0);
  }
}

type Ink = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const setPlane = (ink: Ink, { a, b, c, d, e, f }: Plane) => ink.setTransform(a, b, c, d, e, f);

function clear(ink: Ink, { width, height }: { readonly width: number; readonly height: number }): void {
  ink.setTransform(1, 0, 0, 1, 0, 0);
  ink.fillStyle = BACKGROUND;
  ink.fillRect(0, 0, width, height);
}

function remove<Item>(items: Item[], item: Item): void {
  const index = items.indexOf(item);
  if (index >= 0) items.splice(index, 1);
}
