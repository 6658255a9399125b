import { type ReactNode, useEffect, useRef } from 'react';

interface CallPictureProps {
  readonly stream: MediaStream | null;
  readonly name: string;
  /** One's own is seen as in a mirror, and not heard. */
  readonly isOwn?: boolean;
  readonly isMirrored?: boolean;
  /** Said over the picture instead of showing a frozen one; null: it is live. */
  readonly said: string | null;
  readonly testId: string;
  readonly children?: ReactNode;
}

/** One party: its picture while it comes, and in words why not. */
export function CallPicture({
  stream,
  name,
  isOwn = false,
  isMirrored = false,
  said,
  testId,
  children,
}: CallPictureProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element || element.srcObject === stream) return;
    element.srcObject = stream;
    // A browser may want a touch first; the answer to a call is one.
    void element.play().catch(() => undefined);
  });
  return (
    <figure className="call-picture" data-said={said === null ? undefined : ''} data-testid={testId}>
      <video
        ref={video}
        className={isMirrored ? 'call-picture__mirror' : undefined}
        autoPlay
        playsInline
        muted={isOwn}
        aria-label={name}
      />
      {said !== null && <p className="call-picture__said">{said}</p>}
      <figcaption>{name}</figcaption>
      {children}
    </figure>
  );
}
