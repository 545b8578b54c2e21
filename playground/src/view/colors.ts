/** Colors of Okabe and Ito's palette, told apart by all kinds of color vision; blue is real and orange generated, everywhere. */
export interface Palette {
  readonly real: string;
  readonly generated: string;
  readonly exact: string;
  readonly bound: string;
  readonly ink: string;
  readonly faint: string;
  readonly paper: string;
  /** Of D's surface: red, green, blue at 0, ½ and 1. */
  readonly surface: readonly [Rgb, Rgb, Rgb];
}
type Rgb = readonly [number, number, number];

const light: Palette = {
  real: '#0072b2',
  generated: '#d55e00',
  exact: '#1a1a1a',
  bound: '#00795c',
  ink: '#1a1a1a',
  faint: '#c9c9c9',
  paper: '#ffffff',
  surface: [
    [244, 190, 140],
    [250, 250, 250],
    [150, 196, 230],
  ],
};

const dark: Palette = {
  real: '#63b8ef',
  generated: '#f59b4c',
  exact: '#f2f2f2',
  bound: '#3fcfa4',
  ink: '#f2f2f2',
  faint: '#4a4d52',
  paper: '#17191c',
  surface: [
    [112, 62, 20],
    [29, 31, 35],
    [16, 72, 112],
  ],
};

const isDark = globalThis.matchMedia?.('(prefers-color-scheme: dark)');

/** The colors for the reader's light or dark mode. */
export function palette(): Palette {
  return isDark?.matches ? dark : light;
}

/** Calls back when the mode changes. */
export function onPaletteChange(changed: () => void): () => void {
  isDark?.addEventListener('change', changed);
  return () => isDark?.removeEventListener('change', changed);
}
