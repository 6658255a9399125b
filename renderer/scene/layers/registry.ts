import type { PackLayer } from '#shared/wire/pack.ts';
import type { LoadedPack, PackProblem } from '../pack/load.ts';
import { AreasLayer } from './areas.ts';
import { BuildingsLayer } from './buildings.ts';
import { CamerasLayer } from './cameras.ts';
import { CoverageLayer } from './coverage.ts';
import { DevicesLayer } from './devices.ts';
import { EyesLayer } from './eyes.ts';
import { GroundLayer } from './ground.ts';
import { ImageryLayer } from './imagery.ts';
import { IncidentsLayer } from './incidents.ts';
import type { LayerEntry } from './layer.ts';
import { PlacesLayer } from './places.ts';
import { PrismsLayer } from './prisms.ts';
import { ReliefLayer } from './relief.ts';
import { RoadsLayer } from './roads.ts';
import { RoutesLayer } from './routes.ts';
import { TracksLayer } from './tracks.ts';
import { TrailLayer } from './trail.ts';
import { UnitsLayer } from './units.ts';

/** The layers the scene itself speaks to: what a click found, and who is drawn where. */
export interface SceneLayers {
  readonly entries: readonly LayerEntry[];
  readonly units: UnitsLayer;
  readonly buildings: BuildingsLayer;
  readonly areas: AreasLayer;
}

/** Bottom to top. A new layer is one file beside this one and one line here. */
export function sceneLayers(): SceneLayers {
  const units = new UnitsLayer();
  const buildings = new BuildingsLayer();
  const areas = new AreasLayer();
  const entries: readonly LayerEntry[] = [
    { id: 'ground', zh: '底图', en: 'Ground', make: () => new GroundLayer() },
    { id: 'imagery', zh: '影像', en: 'Imagery', isIn: hasKind('imagery'), make: () => new ImageryLayer() },
    { id: 'terrain', zh: '地形起伏', en: 'Relief', isIn: hasKind('terrain'), make: () => new ReliefLayer() },
    { id: 'roads', zh: '道路', en: 'Roads', make: () => new RoadsLayer() },
    { id: 'coverage', zh: '覆盖道路', en: 'Covered roads', make: () => new CoverageLayer() },
    { id: 'areas', zh: '网格边界', en: 'Grids', make: () => areas },
    { id: 'buildings', zh: '建筑', en: 'Buildings', make: () => buildings },
    { id: 'prisms', zh: '网格柱', en: 'Grid columns', make: () => new PrismsLayer() },
    { id: 'places', zh: '重点场所', en: 'Places', make: () => new PlacesLayer() },
    { id: 'cameras', zh: '摄像机', en: 'Cameras', make: () => new CamerasLayer() },
    { id: 'devices', zh: '报警设备', en: 'Alarm devices', make: () => new DevicesLayer() },
    { id: 'eyes', zh: '画面所见', en: 'What open cameras see', make: () => new EyesLayer() },
    { id: 'trail', zh: '任务路线', en: 'Task routes', make: () => new TrailLayer() },
    { id: 'tracks', zh: '行进轨迹', en: 'Tracks', make: () => new TracksLayer() },
    { id: 'routes', zh: '派遣路线', en: 'Routes', make: () => new RoutesLayer(() => units.field) },
    { id: 'units', zh: '力量', en: 'Units', make: () => units },
    { id: 'incidents', zh: '事件', en: 'Incidents', make: () => new IncidentsLayer() },
  ];
  return { entries, units, buildings, areas };
}

/** Switches for what a pack has, be it only a sentence why it is not drawn. */
const hasKind = (kind: PackLayer['kind']) => (pack: LoadedPack) =>
  pack.manifest.layers.some((layer) => layer.kind === kind && !(layer.kind === 'terrain' && layer.format === 'flat'));

/** Beside which layer's name a pack's bad file is reported. */
export const LAYER_OF_ROLE: Readonly<Record<PackProblem['role'], string>> = {
  imagery: 'imagery',
  terrain: 'terrain',
  tiles3d: 'buildings',
  ground: 'ground',
  landuse: 'ground',
  water: 'ground',
  railways: 'ground',
  roads: 'roads',
  districts: 'areas',
  towns: 'areas',
  villages: 'areas',
  grids: 'areas',
  places: 'places',
  cameras: 'cameras',
};
