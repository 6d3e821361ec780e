import type { ReactNode } from 'react';

/** Icons stand beside words or in labelled buttons, so each is hidden from screen readers. */
function Icon({ children, size = 16 }: { children: ReactNode; size?: number | undefined }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

interface Size {
  size?: number;
}

export const SunIcon = ({ size }: Size) => (
  <Icon size={size}>
    <circle cx="8" cy="8" r="2.75" />
    <path d="M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.85.85M11.75 11.75l.85.85M3.4 12.6l.85-.85M11.75 4.25l.85-.85" />
  </Icon>
);

export const MoonIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M13.5 9.6A5.75 5.75 0 0 1 6.4 2.5a5.75 5.75 0 1 0 7.1 7.1Z" />
  </Icon>
);

export const SignOutIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M6.5 2.5h-3a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h3M10.5 11l3-3-3-3M13.2 8H6.5" />
  </Icon>
);

export const SearchIcon = ({ size }: Size) => (
  <Icon size={size}>
    <circle cx="7" cy="7" r="4.25" />
    <path d="m10.2 10.2 3.3 3.3" />
  </Icon>
);

export const ChevronLeftIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M9.75 3.5 5.25 8l4.5 4.5" />
  </Icon>
);

export const ChevronRightIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M6.25 3.5 10.75 8l-4.5 4.5" />
  </Icon>
);

export const InfoIcon = ({ size }: Size) => (
  <Icon size={size}>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 7.5v3.25M8 5.2v.05" />
  </Icon>
);

export const CopyIcon = ({ size }: Size) => (
  <Icon size={size}>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M3.5 10.5h-.25c-.7 0-1.25-.55-1.25-1.25v-6C2 2.55 2.55 2 3.25 2h6c.7 0 1.25.55 1.25 1.25v.25" />
  </Icon>
);

export const CheckIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="m3 8.5 3.25 3.25L13 5" />
  </Icon>
);

export const ClockIcon = ({ size }: Size) => (
  <Icon size={size}>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 4.75V8l2.25 1.5" />
  </Icon>
);

export const AlertIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M8 2.25 14.25 13H1.75L8 2.25ZM8 6.5v2.75M8 11.1v.05" />
  </Icon>
);

/** A full disc, a half one and a triangle: the bands differ in shape, not in colour alone. */
export const HealthyIcon = () => (
  <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
    <circle cx="5" cy="5" r="4.5" fill="currentColor" />
  </svg>
);

export const WatchIcon = () => (
  <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
    <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.4" />
    <path d="M5 1a4 4 0 0 1 0 8Z" fill="currentColor" />
  </svg>
);

export const AtRiskIcon = () => (
  <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
    <path d="M5 .6 9.8 9.2H.2Z" fill="currentColor" />
  </svg>
);

export const Logo = () => (
  <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" fill="#4353d9" />
    <path
      d="M7 21.5 12.5 15l4.5 4 8-10"
      fill="none"
      stroke="#fff"
      strokeWidth="3"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
    <circle cx="25" cy="9" r="2.6" fill="#fff" />
  </svg>
);
