import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { PtzOrder, PtzPreset, PtzState } from '#shared/wire/ptz.ts';
import { Button } from '../../ui/Button.tsx';
import { Turner } from './turner.ts';
import { type Turn, turnForKey } from './turnKeys.ts';
import type { TileSaid, TileWords } from './VideoTile.tsx';

/** What turns a camera, wherever it is asked. */
export interface TurnDesk {
  /** Presets and holder; a sentence when it cannot be turned now. */
  state(signal: AbortSignal): Promise<PtzState | TileSaid>;
  /** Null: done. */
  order(order: PtzOrder): Promise<TileSaid | null>;
}

const ARROWS: readonly (readonly [Turn, string])[] = [
  ['left', '←'],
  ['up', '↑'],
  ['down', '↓'],
  ['right', '→'],
  ['nearer', '+'],
  ['farther', '−'],
];

/** Turns the camera while a key or a button is held; lets it go when the pad is left. */
export function TurnPad({
  desk,
  words,
  onSaid,
  onClose,
}: {
  readonly desk: TurnDesk;
  readonly words: TileWords;
  readonly onSaid: (said: TileSaid) => void;
  readonly onClose: () => void;
}) {
  const pad = useRef<HTMLFieldSetElement>(null);
  const [presets, setPresets] = useState<readonly PtzPreset[]>([]);
  const [turn, setTurn] = useState<Turn | null>(null);
  const send = (order: PtzOrder) =>
    void desk.order(order).then((said) => {
      if (said) onSaid(said);
    });
  const latest = useRef(send);
  latest.current = send;
  const [turner] = useState(() => new Turner((order) => latest.current(order)));
  const begin = (wanted: Turn) => {
    turner.begin(wanted);
    setTurn(wanted);
  };
  const end = () => {
    turner.end();
    setTurn(null);
  };
  useEffect(() => {
    const asking = new AbortController();
    pad.current?.focus();
    void desk.state(asking.signal).then((found) => {
      if (asking.signal.aborted) return;
      if ('presets' in found) setPresets(found.presets);
      else onSaid(found);
    });
    // Whoever goes elsewhere has let go of everything.
    const leave = () => turner.end();
    window.addEventListener('blur', leave);
    return () => {
      asking.abort();
      window.removeEventListener('blur', leave);
      turner.end();
      latest.current({ kind: 'release' });
    };
  }, [desk, turner, onSaid]);

  const press = (event: KeyboardEvent) => {
    const wanted = turnForKey(event.key);
    const preset = /^[1-9]$/.test(event.key) ? presets[Number(event.key) - 1] : undefined;
    const isTyped = event.target instanceof HTMLSelectElement;
    if (event.key === 'Escape') onClose();
    else if (wanted && !isTyped) begin(wanted);
    else if (preset && !event.repeat && !isTyped) send({ kind: 'preset', preset: preset.token });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <fieldset
      ref={pad}
      className="tile__pad"
      tabIndex={-1}
      aria-label={words.turn}
      onKeyDown={press}
      onKeyUp={({ key }) => turnForKey(key) && end()}
      data-testid="turn-pad"
    >
      {ARROWS.map(([wanted, sign]) => (
        <Button
          key={wanted}
          look="plain"
          aria-label={words.turns[wanted]}
          title={words.turns[wanted]}
          aria-pressed={turn === wanted}
          onPointerDown={() => begin(wanted)}
          onPointerUp={end}
          onPointerLeave={end}
          onPointerCancel={end}
        >
          {sign}
        </Button>
      ))}
      {presets.length > 0 && (
        <select
          className="input"
          aria-label={words.presets}
          value=""
          onChange={({ target }) => send({ kind: 'preset', preset: target.value })}
        >
          <option value="" disabled>
            {words.presets}
          </option>
          {presets.map(({ token, name }, index) => (
            <option key={token} value={token}>
              {index < 9 ? `${index + 1} ${name}` : name}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}
