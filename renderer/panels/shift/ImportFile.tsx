import { useEffect, useRef, useState } from 'react';
import { handOverWords, itemDetail, itemTitle } from '#shared/text/handOverWords.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import type { ReadPacket } from '#shared/wire/handOver.ts';
import { sendCommand } from '../../commands/context.ts';
import type { CoreAnswer } from '../../live/askCore.ts';
import { lookAtHandOverFile, readOwnFingerprint } from '../../live/shiftPages.ts';
import { Button } from '../../ui/Button.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useLanguage, useText } from '../desk.tsx';

/** A hand-over that came on a stick: looked at first, compared, then taken in. */
export function ImportFile() {
  const { client } = useCommands();
  const { shift: text } = useText();
  const language = useLanguage();
  const chooser = useRef<HTMLInputElement>(null);
  const [looked, setLooked] = useState<CoreAnswer<ReadPacket> | null>(null);
  const [own, setOwn] = useState<string | null>(null);
  useEffect(() => void readOwnFingerprint(client).then(setOwn), [client]);
  const look = async (file: File | undefined) => {
    if (file) setLooked(await lookAtHandOverFile(client, file));
  };
  return (
    <Section
      title={text.importFile.replace('…', '')}
      aside={
        <>
          <input
            ref={chooser}
            type="file"
            accept=".pingan-handover"
            hidden
            onChange={(event) => {
              void look(event.target.files?.[0]);
              event.target.value = '';
            }}
            data-testid="hand-over-chooser"
          />
          <Button onClick={() => chooser.current?.click()}>{text.importFile}</Button>
        </>
      }
    >
      {looked?.ok === false && looked.failure.status !== null && (
        <p role="alert" className="shift__refused" data-testid="hand-over-refused">
          {refusalSentence(looked.failure, language)}
        </p>
      )}
      {looked?.ok === false && looked.failure.status === null && <p role="alert">{text.readFailed}</p>}
      {looked?.ok && <Look key={looked.value.fileHash} read={looked.value} />}
      {own && looked === null && (
        <div className="quiet">
          {text.ownFingerprint}
          <Fingerprint sha256={own} whole={text.fingerprint} />
        </div>
      )}
    </Section>
  );
}

function Look({ read }: { readonly read: ReadPacket }) {
  const context = useCommands();
  const { shift: text } = useText();
  const language = useLanguage();
  const { packet, fingerprint, fileHash } = read;
  const [isCompared, setCompared] = useState(false);
  const [isTaken, setTaken] = useState(false);
  const incidents = packet.items.filter(({ kind, point }) => kind === 'incident' && point !== null);
  // Those nobody is on the way to: opening them here tells somebody.
  const [openKeys, setOpenKeys] = useState(() => incidents.filter(({ who }) => who.length === 0).map(({ key }) => key));
  const toggle = (key: string) =>
    setOpenKeys(openKeys.includes(key) ? openKeys.filter((one) => one !== key) : [...openKeys, key]);
  const takeIn = async () => {
    const outcome = await sendCommand(context, 'handOver.import', { fileHash, fingerprint, openKeys });
    if (outcome.state === 'done') setTaken(true);
  };
  const words = handOverWords[language];
  return (
    <div data-testid="hand-over-look">
      <p>
        <strong>{text.lookTitle(packet.station.name)}</strong>{' '}
        <span className="quiet">
          {text.lookWho(packet.giver.name, packet.shift.name || words.adHoc, packet.items.length)}
        </span>
      </p>
      <p className="quiet">{text.fingerprintWhy}</p>
      <Fingerprint sha256={fingerprint} whole={text.fingerprint} />
      <p className="quiet">{text.openHereWhy}</p>
      <ul className="shift-items">
        {packet.items.map((item) => (
          <li key={item.key} className="shift-items__line">
            <span className="shift-items__kind">{words.kind[item.kind]}</span>
            <span className="shift-items__words">
              <strong>{itemTitle(item, language)}</strong>
              <span className="quiet">{itemDetail(item, language)}</span>
            </span>
            {incidents.includes(item) && (
              <label className="shift-note__must">
                <input type="checkbox" checked={openKeys.includes(item.key)} onChange={() => toggle(item.key)} />
                {text.openHere}
              </label>
            )}
          </li>
        ))}
      </ul>
      <div className="shift__actions">
        <label className="shift-note__must">
          <input
            type="checkbox"
            checked={isCompared}
            onChange={(event) => setCompared(event.target.checked)}
            data-testid="hand-over-compared"
          />
          {text.compared}
        </label>
        <Button
          look="primary"
          disabled={!isCompared || isTaken}
          onClick={() => void takeIn()}
          data-testid="hand-over-import"
        >
          {isTaken ? text.tookIn : text.takeIn}
        </Button>
      </div>
    </div>
  );
}
