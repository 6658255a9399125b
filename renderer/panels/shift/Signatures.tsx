import { useState } from 'react';
import { type HandOverState, type Signature, unfinished } from '#shared/domain/handOver.ts';
import { handOverItems } from '#shared/domain/handOverItems.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { sendCommand } from '../../commands/context.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLive, useText } from '../desk.tsx';
import { BesideForm } from './BesideForm.tsx';

/** Who has signed, and the two ways to: by the session of this seat, or by name and password of who stands beside. */
export function Signatures({ handOver, isGiver }: { readonly handOver: HandOverState; readonly isGiver: boolean }) {
  const context = useCommands();
  const { shift: text } = useText();
  const isReady = useLive(({ live }) => unfinished(handOver, handOverItems(live.world)).length === 0);
  const [isBeside, setBeside] = useState(false);
  const sign = () => sendCommand(context, 'handOver.sign', { handOverId: handOver.id });
  const others = isGiver ? handOver.takerSigned : handOver.giverSigned;
  const own = isGiver ? handOver.giverSigned : handOver.takerSigned;
  const isVoid = own !== null && others !== null && own.hash !== others.hash;
  return (
    <div className="shift-signs" data-testid="hand-over-signs">
      <Signed name={handOver.giver.name} signature={handOver.giverSigned} />
      <Signed name={handOver.taker?.name ?? text.anybody} signature={handOver.takerSigned} />
      {isVoid && <Badge tone="warn">{text.signatureVoid}</Badge>}
      <Button
        look="primary"
        disabled={!isReady || (isGiver && handOver.sealed !== null)}
        onClick={() => void sign()}
        data-testid="hand-over-sign"
      >
        {text.sign}
      </Button>
      <Button
        disabled={!isReady}
        onClick={() => setBeside(!isBeside)}
        aria-expanded={isBeside}
        data-testid="sign-beside"
      >
        {text.signBeside}
      </Button>
      {isBeside && (
        <BesideForm
          kind="handOver.sign"
          body={{ handOverId: handOver.id }}
          sendLabel={text.sign}
          onDone={() => setBeside(false)}
        />
      )}
    </div>
  );
}

function Signed({ name, signature }: { readonly name: string; readonly signature: Signature | null }) {
  const { shift: text } = useText();
  return (
    <Badge tone={signature ? 'good' : 'neutral'}>
      {signature ? text.signedBy(signature.name, formatDayTime(signature.at)) : text.notSigned(name)}
    </Badge>
  );
}
