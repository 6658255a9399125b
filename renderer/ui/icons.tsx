import type { ReactNode } from 'react';

/** 16-unit line icons, drawn here: nothing is fetched. Decorative; the words beside them carry the meaning. */
function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const CloseIcon = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
);

export const SpeakerIcon = () => (
  <Icon>
    <path d="M3 6h2l3.5-3v10L5 10H3zM11 5.5a3.5 3.5 0 0 1 0 5M12.8 3.7a6 6 0 0 1 0 8.6" />
  </Icon>
);

export const SpeakerOffIcon = () => (
  <Icon>
    <path d="M3 6h2l3.5-3v10L5 10H3zM11 6l4 4M15 6l-4 4" />
  </Icon>
);

export const WarningIcon = () => (
  <Icon>
    <path d="M8 2 14.5 13.5h-13zM8 6.5v3M8 11.6v.1" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m3 8.5 3.5 3.5L13 4.5" />
  </Icon>
);

export const PictureIcon = () => (
  <Icon>
    <path d="M2 5h3l1.2-2h3.6L11 5h3v8H2z" />
    <circle cx="8" cy="8.8" r="2.3" />
  </Icon>
);

export const MarkIcon = () => (
  <Icon>
    <path d="M4 2.5h8v11L8 10.6 4 13.5z" />
  </Icon>
);

export const EnlargeIcon = () => (
  <Icon>
    <path d="M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5l-4.5 4.5M2.5 13.5 7 9" />
  </Icon>
);

export const ShrinkIcon = () => (
  <Icon>
    <path d="M9 3v4h4M7 13V9H3M9 7l4.5-4.5M7 9l-4.5 4.5" />
  </Icon>
);

export const TilesIcon = () => (
  <Icon>
    <path d="M2.5 3.5h5v4h-5zM8.5 3.5h5v4h-5zM2.5 8.5h5v4h-5zM8.5 8.5h5v4h-5z" />
  </Icon>
);

export const PastIcon = () => (
  <Icon>
    <path d="M3 2.8v3.4h3.4M3.4 6A5.6 5.6 0 1 1 2.4 8.6M8 5v3.2l2.2 1.4" />
  </Icon>
);

export const TurnIcon = () => (
  <Icon>
    <path d="M8 1.8v12.4M1.8 8h12.4M6 3.6 8 1.8l2 1.8M6 12.4l2 1.8 2-1.8M3.6 6 1.8 8l1.8 2M12.4 6l1.8 2-1.8 2" />
  </Icon>
);

export const WindowIcon = () => (
  <Icon>
    <path d="M2.5 4.5h7v7h-7zM6.5 4.5v-2h7v7h-4" />
  </Icon>
);
