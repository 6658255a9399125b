import { useCallback, useEffect, useRef, useState } from 'react';
import { DrillWatermark } from '../../panels/DrillWatermark.tsx';
import { useCommands, useLanguage, useLive, useReplay, useReplaySession, useText } from '../../panels/desk.tsx';
import { formatMoment } from '../../panels/moment.ts';
import { EvidenceScreen } from '../../panels/review/EvidenceScreen.tsx';
import { useFilm, useReviewText } from '../../panels/review/film.tsx';
import { useReplayAt } from '../../panels/useReplayAt.ts';
import type { SceneHandle, SceneHealth } from '../../scene/contract.ts';
import { Scene } from '../../scene/index.tsx';
import { Button } from '../../ui/Button.tsx';
import { packUrl } from '../duty/packUrl.ts';
import { boundsOf } from './boundsOf.ts';
import type { ReviewDesk } from './startReviewDesk.ts';

/** A flight that came before the scene knew its ground is tried again. */
const FLY_AGAIN_MS = 500;

/** The map as it was at the moment shown, with the ways of those who were sent. */
export function ReviewMap({ desk }: { readonly desk: ReviewDesk }) {
  const text = useReviewText();
  const { connection } = useText();
  const language = useLanguage();
  const { view, machine } = useCommands();
  const packId = useLive(({ live }) => live.station?.packId ?? null);
  const [scene, setScene] = useState<SceneHandle | null>(null);
  const [health, setHealth] = useState<SceneHealth>({ kind: 'loading' });
  const { setMap, sceneStore } = desk;
  const hold = useCallback(
    (handle: SceneHandle | null) => {
      setScene(handle);
      setMap(
        handle && {
          flyTo: (target) => handle.flyTo(target),
          looksAt: () => handle.looksAt(),
          flyHome: () => handle.flyHome(),
          release: () => handle.releaseCamera(),
          layers: () => handle.layers(),
          setLayerVisible: (id, isVisible) => handle.setLayerVisible(id, isVisible),
          project: (lon, lat) => handle.projectToScreen(lon, lat),
          heightAt: (x, y) => handle.heightAt(x, y),
        },
      );
    },
    [setMap],
  );
  const showAll = useWholeFilm(scene, health.kind === 'running' || health.kind === 'flat');
  return (
    <main className="review__map" aria-label={text.map} data-scene={health.kind} data-testid="review-map">
      {packId !== null && (
        <Scene
          ref={hold}
          store={sceneStore}
          packUrl={packUrl(packId)}
          language={language}
          cesiumUrl="../../cesium/"
          density="desk"
          onSelect={(selection) => view.change({ beside: selection })}
          onReport={(report) => machine.reportScene(report)}
          onHealth={setHealth}
        />
      )}
      {health.kind === 'failed' && <p className="review__map-failed">{connection.sceneFailed(health.reason)}</p>}
      <DrillWatermark />
      <Plate />
      <div className="review__map-tools">
        <FollowUnit />
        <Button onClick={showAll} data-testid="review-whole">
          {text.whole}
        </Button>
      </div>
      <EvidenceScreen />
    </main>
  );
}

/** Nobody may take the past for what is. */
function Plate() {
  const text = useReviewText();
  return (
    <p className="review-plate" data-testid="review-moment">
      <strong>{text.mark}</strong> {formatMoment(useReplayAt())}
    </p>
  );
}

/** The map goes along with whoever is selected on it. */
function FollowUnit() {
  const text = useReviewText();
  const replay = useReplaySession();
  const { view } = useCommands();
  const follow = useReplay((state) => state.follow);
  const toggle = () => {
    const { beside } = view.state;
    replay.follow(follow === null && beside?.kind === 'unit' ? beside : null);
  };
  return (
    <Button aria-pressed={follow !== null} onClick={toggle} data-testid="review-follow">
      {text.follow}
    </Button>
  );
}

/** Shows the places of a film, or of the one incident looked at, whenever that is another; and on demand. */
function useWholeFilm(scene: SceneHandle | null, isReady: boolean): () => void {
  const film = useFilm((state) => state.film);
  const focusId = useFilm((state) => state.focusId);
  const flown = useRef('');
  const fly = useCallback((): boolean => {
    const bbox = film && boundsOf(film, focusId);
    return !scene || !bbox || scene.flyTo({ bbox });
  }, [scene, film, focusId]);
  const subject = film?.subject ?? '';
  useEffect(() => {
    const key = `${subject} ${focusId}`;
    if (!isReady || subject === '' || flown.current === key) return;
    let again: ReturnType<typeof setTimeout> | undefined;
    const tryOnce = () => {
      if (fly()) flown.current = key;
      else again = setTimeout(tryOnce, FLY_AGAIN_MS);
    };
    tryOnce();
    return () => clearTimeout(again);
  }, [isReady, subject, focusId, fly]);
  return () => void fly();
}
