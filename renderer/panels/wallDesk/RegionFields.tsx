import { useState } from 'react';
import { VIDEO_LAYOUTS } from '#shared/domain/videoPlan.ts';
import {
  USUAL_DWELL_SECONDS,
  WALL_REGION_KINDS,
  type WallContent,
  type WallRegion,
} from '#shared/domain/wallRegion.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField } from '../../ui/form/CheckField.tsx';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { SelectField } from '../../ui/form/SelectField.tsx';
import { TextAreaField } from '../../ui/form/TextAreaField.tsx';
import { Section } from '../../ui/Section.tsx';
import { useText } from '../desk.tsx';
import { channelsOf, contentOf } from './presetDraft.ts';

/** Offered for a tour, seconds. */
const DWELLS = [5, 10, 15, 30, 60] as const;

/** What stands in the chosen region. */
export function RegionFields({
  region: { content },
  onChange,
  onRemove,
}: {
  readonly region: WallRegion;
  readonly onChange: (content: WallContent) => void;
  /** Null: it is the last one. */
  readonly onRemove: (() => void) | null;
}) {
  const text = useText().wallDesk;
  return (
    <Section
      title={text.region}
      aside={
        onRemove && (
          <Button onClick={onRemove} data-testid="wall-region-remove">
            {text.removeRegion}
          </Button>
        )
      }
    >
      <SelectField
        label={text.kind}
        options={WALL_REGION_KINDS.map((value) => ({ value, name: text.regionShort[value] }))}
        value={content.kind}
        onChange={(kind) => onChange(contentOf(kind))}
        data-testid="wall-region-kind"
      />
      {content.kind === 'map' && (
        <>
          <CheckField
            label={text.tours}
            isOn={content.isTouring}
            onChange={(isTouring) => onChange({ ...content, isTouring })}
          />
          {content.isTouring && (
            <ChoiceField
              label={text.dwell}
              layout="row"
              options={DWELLS.map((value) => ({ value, name: text.seconds(value) }))}
              chosen={content.dwellSeconds ?? USUAL_DWELL_SECONDS}
              onChoose={(dwellSeconds) => onChange({ ...content, dwellSeconds })}
            />
          )}
        </>
      )}
      {content.kind === 'video' && <VideoFields content={content} onChange={onChange} />}
    </Section>
  );
}

function VideoFields({
  content,
  onChange,
}: {
  readonly content: Extract<WallContent, { kind: 'video' }>;
  readonly onChange: (content: WallContent) => void;
}) {
  const text = useText().wallDesk;
  const [words, setWords] = useState(content.channelIds.filter((id) => id !== null).join(' '));
  return (
    <>
      <ChoiceField
        label={text.layout}
        layout="row"
        options={VIDEO_LAYOUTS.map((value) => ({ value, name: text.tiles(value) }))}
        chosen={content.layout}
        onChoose={(layout) => onChange({ ...content, layout })}
      />
      <CheckField
        label={text.followsIncident}
        isOn={content.followsIncident}
        onChange={(followsIncident) => onChange({ ...content, followsIncident })}
      />
      <TextAreaField
        label={text.channels}
        hint={text.channelsHint}
        error={channelsOf(words) === null ? text.badChannels : null}
        value={words}
        onChange={(typed) => {
          setWords(typed);
          const channelIds = channelsOf(typed);
          if (channelIds) onChange({ ...content, channelIds: [...channelIds] });
        }}
        maxLength={1_000}
        rows={2}
        data-testid="wall-channels"
      />
    </>
  );
}
