import { Button } from '../../ui/Button.tsx';
import { useText } from '../desk.tsx';
import { usePrint } from './usePrint.ts';

/** A page on paper, or as a file. */
export function PrintButtons({
  kind,
  id,
  name,
}: {
  readonly kind: 'shifts' | 'hand-overs';
  readonly id: string;
  readonly name: string;
}) {
  const { shift: text } = useText();
  const { print, said, isBusy, canPrint } = usePrint();
  if (!canPrint) return null;
  return (
    <>
      <Button isWaiting={isBusy} onClick={() => void print(kind, id, name, 'pdf')} data-testid={`pdf-${kind}`}>
        {text.pdf}
      </Button>
      <Button isWaiting={isBusy} onClick={() => void print(kind, id, name, 'printer')} data-testid={`print-${kind}`}>
        {text.print}
      </Button>
      {said && (
        <span role="status" className="quiet" data-testid="print-said">
          {said}
        </span>
      )}
    </>
  );
}
