import { defaultSettings, type PlaneSettings } from '../settings/plane-settings';

/** A trained run that the page has ready. `npm run playground:pretrain` makes them, and holds them to what is said here. */
export interface PretrainedState {
  readonly name: string;
  readonly title: string;
  readonly settings: PlaneSettings;
  readonly steps: number;
  /** Modes that 2,000 of its points reach. */
  readonly modes: number;
  /** Modes of the data; null where its Gaussians lie along a curve, and none is a mode. */
  readonly modesInAll: number | null;
  /** What is wrong with it. */
  readonly note?: string;
}

/** Small, so that a state with both optimizers' moments stays below 40 kB. */
const small = { ...defaultSettings, generatorWidth: 32, discriminatorWidth: 32 };
const r3gan = { ...small, loss: 'relativistic', penalty: 'r1-r2', penaltyWeight: 0.1, beta1: 0 } as const;

/** Trained runs: those that came out well, and one of the ring that didn’t: too many steps of G move it away from what D has measured. */
export const pretrainedStates: readonly PretrainedState[] = [
  {
    name: 'ring',
    title: 'Ring',
    settings: small,
    steps: 15_000,
    modes: 8,
    modesInAll: 8,
    note: 'narrower than the data',
  },
  {
    name: 'ring-collapsed',
    title: 'Ring, collapsed by 5 steps of G',
    settings: { ...small, generatorSteps: 5, averageDecay: 0 },
    steps: 6000,
    modes: 1,
    modesInAll: 8,
  },
  {
    name: 'grid',
    title: 'Grid, R3GAN',
    settings: { ...r3gan, data: 'grid', spread: 0.05 },
    steps: 20_000,
    modes: 25,
    modesInAll: 25,
  },
  {
    name: 'pair',
    title: 'Two Gaussians, R3GAN',
    settings: {
      ...r3gan,
      data: 'pair',
      spread: 0.1,
      generatorRate: 3e-4,
      discriminatorRate: 5e-4,
      averageDecay: 0.999,
    },
    steps: 7500,
    modes: 2,
    modesInAll: 2,
  },
  {
    name: 'moons',
    title: 'Two moons',
    settings: { ...small, data: 'moons', spread: 0.05 },
    steps: 6000,
    modes: 80,
    modesInAll: null,
  },
  {
    name: 'spiral',
    title: 'Spiral, R3GAN',
    settings: { ...r3gan, data: 'spiral', spread: 0.05 },
    steps: 10_000,
    modes: 100,
    modesInAll: null,
  },
];
