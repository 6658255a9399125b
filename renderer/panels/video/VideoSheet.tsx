import { useEffect, useState } from 'react';
import { VIDEO_LAYOUTS } from '#shared/domain/videoPlan.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { SheetTabs } from '../../ui/SheetTabs.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { ChannelPicker } from './ChannelPicker.tsx';
import { PlansTab } from './PlansTab.tsx';
import { type PatrolControls, usePatrol } from './usePatrol.ts';
import { useWall, type Wall } from './useWall.ts';
import { WallGrid } from './WallGrid.tsx';
import './video.css';

type Tab = 'cameras' | 'plans';

/** Cameras by name and how they are laid out on the left, what they show on the right. */
export function VideoSheet() {
  const { view } = useCommands();
  const text = useText();
  const focus = useView(({ sheet }) => sheet?.focus ?? null);
  const wall = useWall(focus === null ? 4 : 1);
  const patrol = usePatrol();
  const [tab, setTab] = useState<Tab | null>('cameras');
  useFocusedChannel(focus, wall);
  const { running } = patrol;
  return (
    <Sheet
      title={text.video.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="video-sheet"
      tools={<SheetTools wall={wall} patrol={patrol} />}
    >
      <div className={tab === null ? 'video-sheet video-sheet--wide' : 'video-sheet'}>
        <aside className="video-list">
          <header className="video-list__head">
            <SheetTabs
              label={text.wall.column}
              tabs={[
                { id: 'cameras', name: text.wall.cameras },
                { id: 'plans', name: text.wall.plans },
              ]}
              chosen={tab}
              onChoose={setTab}
              testIdPrefix="video-tab-"
            />
            <Button
              look="plain"
              aria-label={tab === null ? text.wall.showColumn : text.wall.hideColumn}
              title={tab === null ? text.wall.showColumn : text.wall.hideColumn}
              aria-expanded={tab !== null}
              onClick={() => setTab(tab === null ? 'cameras' : null)}
            >
              {tab === null ? '»' : '«'}
            </Button>
          </header>
          {tab === 'cameras' && <ChannelPicker onPick={wall.add} shown={wall.tiles} />}
          {tab === 'plans' && <PlansTab wall={wall} onPatrol={patrol.start} />}
        </aside>
        {running ? (
          <WallGrid
            wall={{ ...wall, layout: running.plan.layout, tiles: running.tiles }}
            reason={{ kind: 'patrol' }}
            mayChange={false}
          />
        ) : (
          <WallGrid wall={wall} reason={{ kind: 'watch' }} />
        )}
      </div>
    </Sheet>
  );
}

/** How many tiles, or what the patrol is doing; and where else it can be shown. */
function SheetTools({ wall, patrol }: { readonly wall: Wall; readonly patrol: PatrolControls }) {
  const { machine } = useCommands();
  const { video, wall: say } = useText();
  const { running } = patrol;
  const send = machine.openVideoWindow;
  const channelIds = (running?.tiles ?? wall.tiles).map((held) => held?.id ?? null);
  const isEmpty = channelIds.every((id) => id === null);
  return (
    <div className="video-tools">
      {running ? (
        <>
          <span className="video-tools__patrol" role="status" data-testid="patrol-line">
            {running.heldBy
              ? say.held(running.heldBy.name)
              : say.patrolling(running.plan.name, running.page, running.pages)}
          </span>
          <Button onClick={patrol.stop}>{say.stop}</Button>
        </>
      ) : (
        <>
          <fieldset className="video-layouts" aria-label={video.layout}>
            {VIDEO_LAYOUTS.map((count) => (
              <button
                key={count}
                type="button"
                aria-pressed={count === wall.layout}
                aria-label={video.tiles(count)}
                className="video-layouts__one"
                onClick={() => wall.setLayout(count)}
              >
                {count}
              </button>
            ))}
          </fieldset>
          <Button look="plain" onClick={() => void wall.show(wall.layout, [])} disabled={isEmpty}>
            {video.clear}
          </Button>
        </>
      )}
      {send && (
        <>
          <Button
            look="plain"
            disabled={isEmpty}
            onClick={() => void send({ layout: running?.plan.layout ?? wall.layout, channelIds, isSpot: false })}
          >
            {say.sendLayout}
          </Button>
          <Button look="plain" onClick={() => void send({ layout: 1, channelIds: [], isSpot: true })}>
            {say.openSpot}
          </Button>
        </>
      )}
    </div>
  );
}

/** The camera the sheet was opened for, by its id. */
function useFocusedChannel(focus: string | null, { show }: Wall): void {
  useEffect(() => {
    if (focus !== null) void show(1, [focus]);
  }, [focus, show]);
}
