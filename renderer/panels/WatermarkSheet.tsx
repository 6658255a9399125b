import { useId } from 'react';
import { useText } from './desk.tsx';

/**
 * The word of a drill, twice in every field of `width` × `height`, over whatever it lies on and letting every click through. A field is
 * wide enough for the longer of the two languages, because whatever reaches over its edge is cut off.
 */
export function WatermarkSheet(props: {
  readonly className: string;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly testId?: string;
}) {
  const { className, width, height, scale, testId } = props;
  const { watermark } = useText().topBar;
  const id = useId();
  return (
    <svg className={className} aria-hidden="true" data-testid={testId}>
      <defs>
        <pattern
          id={id}
          width={width}
          height={height}
          patternUnits="userSpaceOnUse"
          patternTransform={`scale(${scale}) rotate(-24)`}
        >
          <text x="20" y={height / 3}>
            {watermark}
          </text>
          <text x={width / 2 + 20} y={(height * 5) / 6}>
            {watermark}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}
