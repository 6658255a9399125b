/** Drawn, not typed: a phone may show a character of its own colour, or none. */
import type { ReactNode } from 'react';

const icon = (drawing: ReactNode) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {drawing}
  </svg>
);

export const FlagIcon = () => icon(<path d="M6 21V4h11l-2.5 4L17 12H6" />);
export const TaskIcon = () => icon(<path d="M4 4h16v16H4zM8 12l3 3 5-6" />);
export const PenIcon = () => icon(<path d="M4 20l1-5L16 4l4 4L9 19zM14 6l4 4" />);
export const LetterIcon = () => icon(<path d="M3 6h18v12H3zM3 7l9 7 9-7" />);
export const CameraIcon = () => icon(<path d="M3 7h4l2-3h6l2 3h4v12H3zM12 9a4 4 0 1 0 0 8 4 4 0 0 0 0-8z" />);
export const MicrophoneIcon = () =>
  icon(<path d="M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM6 11a6 6 0 0 0 12 0M12 17v4M8 21h8" />);
export const StopIcon = () => icon(<path d="M6 6h12v12H6z" fill="currentColor" />);
export const BellOffIcon = () => icon(<path d="M6 16V11a6 6 0 0 1 10-4.5M18 10v6H8M10 19a2 2 0 0 0 4 0M3 3l18 18" />);
export const CrossIcon = () => icon(<path d="M6 6l12 12M18 6L6 18" />);
