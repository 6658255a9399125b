/**
 * The page of bench/scene.ts and of the scene's tests at scale: opens our scene or a peer in this window and hands the
 * figures out. Whoever drives it calls `window.sceneBench`.
 */
import { createRoot, type Root } from 'react-dom/client';
import type { FrameCosts, SceneHandle, SceneHealth, SceneReport } from '../contract.ts';
import { CrowdCanvas } from '../crowd/crowdCanvas.ts';
import { Scene } from '../index.tsx';
import { UnitCrowd } from '../units/unitCrowd.ts';
import { CrowdStore } from './crowdStore.ts';
import { measurePeer, type PeerName } from './peers.tsx';
import { CROWD_WORK, type OurSamples, type PeerSamples } from './samples.ts';
import { tracedAs } from './traced.ts';

interface SceneBenchPage {
  /** Resolves when the scene is painted. Closes what was open. */
  open(moving: number, posts: number): Promise<void>;
  close(): void;
  /** Lets it run for so long, or until there are frames enough; `pans` moves the camera in every frame. */
  run(forMs: number, pans: boolean): Promise<OurSamples>;
  peer(name: PeerName, count: number, limitMs: number): Promise<PeerSamples>;
  flyTo(lon: number, lat: number, distanceM: number): Promise<void>;
  readonly handle: SceneHandle | null;
  readonly health: SceneHealth['kind'];
  readonly enclosed: readonly string[];
  /** Listeners that the scene has on its store. */
  listenerCount(): number;
}

const QUALITY = { isSoftware: true, samples: 1, restScale: 1, movingScale: 0.55, beatMs: 33, motionMs: 33 } as const;
const BOX = [116.985, 25.047, 117.035, 25.093] as const;

// The peers ask for their workers as well, before any scene of ours has said where they are.
Object.assign(globalThis, { CESIUM_BASE_URL: new URL('cesium/', document.baseURI).href });

CrowdCanvas.prototype.draw = tracedAs(CROWD_WORK, CrowdCanvas.prototype.draw);
UnitCrowd.prototype.takeOver = tracedAs(CROWD_WORK, UnitCrowd.prototype.takeOver);

const host = document.getElementById('host')!;
let root: Root | null = null;
let store: CrowdStore | null = null;
let handle: SceneHandle | null = null;
let health: SceneHealth['kind'] = 'loading';
let enclosed: readonly string[] = [];

const page: SceneBenchPage = {
  async open(moving, posts) {
    page.close();
    const crowd = new CrowdStore(moving, posts, BOX);
    store = crowd;
    root = createRoot(host);
    await new Promise<void>((done) => {
      const reported = ({ isPainted }: SceneReport) => {
        if (isPainted) done();
      };
      root?.render(
        <Scene
          ref={(made) => {
            handle = made;
          }}
          store={crowd}
          packUrl={new URL('pack/', window.location.href).href}
          cesiumUrl="cesium/"
          language="zh-CN"
          quality={QUALITY}
          onSelect={(selection) => crowd.select(selection)}
          onSelectMany={(unitIds) => {
            enclosed = unitIds;
          }}
          onReport={reported}
          onHealth={({ kind }) => {
            health = kind;
          }}
        />,
      );
    });
    crowd.start();
  },
  close() {
    store?.stop();
    root?.unmount();
    store = root = handle = null;
    host.replaceChildren();
  },
  async run(forMs, pans) {
    const crowdMs: number[] = [];
    let last: FrameCosts = handle!.frameCosts();
    const note = () => {
      const costs = handle!.frameCosts();
      if (costs.crowdMs !== last.crowdMs) crowdMs.push(costs.crowdMs);
      last = costs;
    };
    if (store) store.deliveries.length = 0;
    const startedAt = performance.now();
    for (let frame = 0; performance.now() - startedAt < forMs && crowdMs.length < ENOUGH; frame++) {
      if (pans) pan(frame);
      await nextFrame();
      note();
    }
    const forSeconds = (performance.now() - startedAt) / 1_000;
    const deliveryMs = [...(store?.deliveries ?? [])];
    return { forSeconds, crowdMs, deliveryMs };
  },
  async peer(name, count, limitMs) {
    page.close();
    const place = document.createElement('div');
    place.style.cssText = 'position:absolute;inset:0';
    host.append(place);
    const samples = await measurePeer(name, count, BOX, place, limitMs);
    place.remove();
    return samples;
  },
  async flyTo(lon, lat, distanceM) {
    handle?.flyTo({ lon, lat, distanceM });
    await new Promise((done) => setTimeout(done, 2_500));
  },
  get handle() {
    return handle;
  },
  get health() {
    return health;
  },
  get enclosed() {
    return enclosed;
  },
  listenerCount: () => store?.listenerCount ?? 0,
};

/** Frames that tell how they spread. */
const ENOUGH = 120;

/** As a hand does it: the ground follows the pointer, there and back. */
function pan(frame: number): void {
  const scene = host.querySelector('.scene');
  const box = scene?.getBoundingClientRect();
  if (!scene || !box) return;
  const along = (frame % 80 < 40 ? frame % 40 : 40 - (frame % 40)) * 6;
  const event = (kind: string) =>
    scene.dispatchEvent(
      new PointerEvent(kind, {
        pointerId: 1,
        clientX: box.left + box.width / 2 - 120 + along,
        clientY: box.top + box.height / 2,
        buttons: 1,
        bubbles: true,
      }),
    );
  if (frame === 0) {
    // A made-up pointer cannot be captured.
    Element.prototype.setPointerCapture = () => {};
    event('pointerdown');
  } else event('pointermove');
}

/** Not through an animation frame: these few microseconds are not the scene's. */
const nextFrame = () => new Promise<void>((done) => setTimeout(done, 16));

Object.assign(window, { sceneBench: page });
