import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import { pick } from '#shared/text/language.ts';
import { degrees } from '../../commands/bar/place.ts';
import type { BarPreview } from '../../commands/bar/reading.ts';
import { LevelMark } from '../../ui/LevelMark.tsx';
import { useLanguage, useText } from '../desk.tsx';

/** The incident as it will stand in the queue, before anybody is told of it. */
export function Preview({ preview }: { readonly preview: BarPreview }) {
  const { bar, words } = useText();
  const language = useLanguage();
  const kind = INCIDENT_KIND_CATALOG[preview.kind];
  return (
    <section className="bar-preview" aria-label={bar.preview.title} data-testid="bar-preview">
      <h3 className="bar-preview__title">
        <LevelMark level={kind.level} label={words.level[kind.level]} />
        <span className="queue-item__mark" aria-hidden="true">
          {kind.mark}
        </span>
        {pick(kind, language)}
        <span className="bar-preview__level">{words.level[kind.level]}</span>
      </h3>
      <dl className="bar-preview__facts">
        <Fact name={bar.preview.place}>{preview.address || bar.addressByScene}</Fact>
        <Fact name={bar.preview.point}>{`${degrees(preview.lat)}, ${degrees(preview.lon)}`}</Fact>
        {preview.words !== '' && <Fact name={bar.preview.words}>{preview.words}</Fact>}
        <Fact name={bar.preview.told}>{kind.autoNotify ? bar.toldAtOnce : bar.toldByDesk}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="selectable">{children}</dd>
    </div>
  );
}
