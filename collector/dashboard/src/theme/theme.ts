import { createTheme, type MantineColorsTuple } from '@mantine/core';

const indigo: MantineColorsTuple = [
  '#eef0ff',
  '#dde1fb',
  '#bac1f3',
  '#949fea',
  '#7482e3',
  '#606fdf',
  '#4353d9',
  '#3a48c0',
  '#323fac',
  '#273398',
];

// The cool greys of tokens.css, in Mantine's order: text first, then borders, fields, surfaces.
const dark: MantineColorsTuple = [
  '#eceef2',
  '#bac0cb',
  '#939baa',
  '#7f8796',
  '#3c434f',
  '#282d36',
  '#1b1f26',
  '#171a20',
  '#12151a',
  '#0f1115',
];

/** Mantine's share of the look; the colours that are ours alone are in tokens.css. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  colors: { indigo, dark },
  primaryColor: 'indigo',
  primaryShade: 6,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
});
