import { useEffect, useState } from 'react';
import { INCIDENT_KIND_CATALOG, type IncidentKind } from '#shared/catalog/incidentKinds.ts';
import { pick } from '#shared/text/language.ts';
import type { Point } from '../map/tiles.ts';
import { WayMap } from '../map/WayMap.tsx';
import type { OutboxFile } from '../outbox/item.ts';
import { usePhone, usePhoneState, useText } from '../phoneContext.ts';
import { CaptureBar } from '../ui/CaptureBar.tsx';
import { CrossIcon } from '../ui/icons.tsx';

/** What is seen in a street. A hold-up or a fire is a call for help, and stands above on every screen. */
const KINDS: readonly IncidentKind[] = [
  ...(['safetyHazard', 'dispute', 'fight', 'fire', 'traffic', 'publicOrder', 'medical'] as const),
  ...(['cityManagement', 'missingPerson', 'gas', 'service', 'other'] as const),
];
const FILES_MOST = 6;
const WORDS_LONGEST = 500;
const SAID_FOR_MS = 6_000;

/** Three touches from anywhere: this page, what it is, send. A picture and words help, and nobody has to wait for them. */
export function ReportScreen() {
  const { phone } = usePhone();
  const state = usePhoneState();
  const text = useText();
  const say = text.report;
  const [kind, setKind] = useState<IncidentKind | null>(null);
  const [words, setWords] = useState('');
  const [files, setFiles] = useState<readonly OutboxFile[]>([]);
  const [picked, setPicked] = useState<Point | null>(null);
  const [isSaid, setSaid] = useState(false);
  const own: Point | null = state.fix && [state.fix.lon, state.fix.lat];
  const ofOrder: Point | null = state.order && [state.order.lon, state.order.lat];
  const place = picked ?? own ?? ofOrder;
  const last = [...state.tasks.flatMap(({ points }) => points), ...(state.order?.route ?? []).map(toLonLat)][0];
  useEffect(() => {
    if (!isSaid) return;
    const timer = setTimeout(() => setSaid(false), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [isSaid]);
  const isWhole = kind !== null && place !== null;
  const send = () => {
    if (!isWhole || !state.session) return;
    const [lon, lat] = place;
    const body = {
      unitId: state.session.unitId,
      kind,
      lon,
      lat,
      text: words.trim(),
      evidence: files.map(({ hash }) => hash),
    };
    phone.command('field.report', body, files);
    setKind(null);
    setWords('');
    setFiles([]);
    setPicked(null);
    setSaid(true);
  };
  return (
    <div className="stack">
      <h2>{say.kind}</h2>
      <div className="chips chips--three">
        {KINDS.map((one) => (
          <button
            key={one}
            type="button"
            className="big"
            aria-pressed={kind === one}
            onClick={() => setKind(one)}
            data-testid={`kind-${one}`}
          >
            {pick(INCIDENT_KIND_CATALOG[one], state.language)}
          </button>
        ))}
      </div>
      <h2>{say.what}</h2>
      {files.length < FILES_MOST && <CaptureBar onFile={(file) => setFiles((held) => [...held, file])} />}
      {files.length > 0 && (
        <div className="files">
          {files.map(({ hash, blob }) => (
            <FileChip
              key={hash}
              blob={blob}
              onRemove={() => setFiles((held) => held.filter((one) => one.hash !== hash))}
            />
          ))}
        </div>
      )}
      <input
        className="input"
        value={words}
        maxLength={WORDS_LONGEST}
        placeholder={say.words}
        aria-label={say.words}
        onChange={({ target }) => setWords(target.value)}
        data-testid="report-words"
      />
      <p className="hint">
        {say.place}: {picked ? say.placePicked : own ? say.placeOwn : ofOrder ? say.placeOrder : say.placeNone}
      </p>
      {!own && (
        <WayMap
          about={picked ? [picked] : place ? [place] : last ? [[last.lon, last.lat]] : HOME}
          route={[]}
          destination={place}
          own={null}
          points={[]}
          onPick={setPicked}
        />
      )}
      {isSaid && (
        <p className="notice notice--good" role="status" data-testid="report-said">
          {say.sent}
        </p>
      )}
      <button
        type="button"
        className="big big--main big--tall"
        disabled={!isWhole}
        onClick={send}
        data-testid="report-send"
      >
        {say.send}
      </button>
    </div>
  );
}

/** Nothing is known of where to look: the map stays empty until there is something to show. */
const HOME: readonly Point[] = [];

const toLonLat = ([lon, lat]: readonly [number, number]) => ({ lon, lat });

function FileChip({ blob, onRemove }: { readonly blob: Blob; readonly onRemove: () => void }) {
  const say = useText().capture;
  const [url, setUrl] = useState('');
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return (
    <span className="file" data-testid="file">
      {blob.type.startsWith('image/') && url !== '' ? <img src={url} alt={say.photo} /> : <span>{say.voice}</span>}
      <button type="button" onClick={onRemove} aria-label={say.remove}>
        <CrossIcon />
      </button>
    </span>
  );
}
