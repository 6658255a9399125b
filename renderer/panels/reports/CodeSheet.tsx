import qrcode from 'qrcode-generator';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { fetchReportPoints, type ReportPoints } from '../../live/reportPoints.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useText } from '../desk.tsx';

/** The codes that are put up at places, to be printed and cut. */
export function CodeSheet() {
  const { client } = useCommands();
  const say = useText().reports;
  const [answer, setAnswer] = useState<ReportPoints | null>(null);
  useEffect(() => {
    let isWanted = true;
    void fetchReportPoints(client).then((points) => {
      if (isWanted) setAnswer(points);
    });
    return () => {
      isWanted = false;
    };
  }, [client]);
  if (answer === null) return null;
  const { url, points } = answer;
  if (url === null) return <p className="empty">{say.noUrl}</p>;
  if (points.length === 0) return <p className="empty">{say.noCodes}</p>;
  return (
    <div className="report-codes">
      <Button onClick={() => window.print()} data-testid="print-codes">
        {say.print}
      </Button>
      <CodeList url={url} points={points} />
      {/* On paper it stands alone: the desk's own layout would cut it off after a page. */}
      {createPortal(
        <div className="code-paper">
          <CodeList url={url} points={points} />
        </div>,
        document.body,
      )}
    </div>
  );
}

function CodeList({ url, points }: { readonly url: string; readonly points: ReportPoints['points'] }) {
  const say = useText().reports;
  return (
    <ul className="report-codes__list">
      {points.map(({ code, name }) => (
        <li key={code} className="report-code">
          <strong>{say.scan}</strong>
          <Code text={`${url}?p=${encodeURIComponent(code)}`} />
          <span>{name}</span>
          <span className="report-code__code">{code}</span>
        </li>
      ))}
    </ul>
  );
}

/** Drawn as one path of squares, four modules of white around it as the standard asks. */
function Code({ text }: { readonly text: string }) {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const size = code.getModuleCount();
  let path = '';
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      if (code.isDark(row, column)) path += `M${column + 4} ${row + 4}h1v1h-1z`;
  return (
    <svg className="report-code__square" viewBox={`0 0 ${size + 8} ${size + 8}`} role="img" aria-label={text}>
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
