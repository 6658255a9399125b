import type { MapControls } from '../../commands/context.ts';
import type { SceneHandle } from '../../scene/contract.ts';

/** The scene as commands may use it. */
export function mapControlsOf(scene: SceneHandle): MapControls {
  return {
    flyTo: (target) => scene.flyTo(target),
    looksAt: () => scene.looksAt(),
    flyHome: () => scene.flyHome(),
    release: () => scene.releaseCamera(),
    layers: () => scene.layers(),
    setLayerVisible: (id, isVisible) => scene.setLayerVisible(id, isVisible),
    project: (lon, lat) => scene.projectToScreen(lon, lat),
    heightAt: (x, y) => scene.heightAt(x, y),
  };
}
