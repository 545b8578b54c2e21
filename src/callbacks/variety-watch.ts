import { ArgumentError } from '../errors';
import type { CollapseFinding } from './collapse-finding';
import { pairDistances, type Rows } from './pair-distances';

/** Share of the real samples' pairs that count as near. */
const NEAR = 0.1;
/** Generated samples have so many times as many near pairs, where they have lost their variety. */
const TIMES = 3;
/** The same, of samples that had their variety. */
const HAD_TIMES = 2;
/** Looks after which a generator that never had any variety is told of too. */
const LOOKS_TO_BEGIN = 10;

/** State of a watch for a checkpoint. */
export interface VarietyState {
  readonly alarms: number;
  /** Null before the first look. */
  readonly lowest: number | null;
  readonly isTold: boolean;
}

/**
 * Compares how much generated samples resemble each other with how much real ones do, look after look. Two samples that are
 * nearer than all but a tenth of the real pairs count as a pair of alike ones: the share of these is one over the number of
 * modes, roughly.
 */
export class VarietyWatch {
  /** Number of samples to look at. */
  readonly count: number;
  private readonly nearer: number;
  /** Share of the real pairs that are nearer than that. */
  private readonly realShare: number;
  private alarms = 0;
  private lowest = Number.POSITIVE_INFINITY;
  private isTold = false;

  /**
   * @param realDistances - distances of all pairs of the real samples, ascending
   * @param real - the real samples
   * @param patience - looks in a row that must show a loss
   */
  constructor(
    realDistances: Float64Array,
    private readonly real: Pick<Rows, 'count' | 'size'>,
    private readonly patience: number,
  ) {
    this.count = real.count;
    const nearer = realDistances[Math.floor(NEAR * realDistances.length)] ?? 0;
    // Of data in which many samples are equal, such as categories, the equal ones count.
    this.nearer = nearer > 0 ? nearer : (realDistances.find((distance) => distance > 0) ?? 0) / 2;
    this.realShare = shareBelow(realDistances, this.nearer);
  }

  /** Takes in samples, and gives what they show; undefined where that is nothing new. */
  look(step: number, samples: Rows): CollapseFinding | undefined {
    const { size } = this.real;
    if (samples.size !== size) {
      const expected = `expected real samples of the generator's kind: collapseWarning({ data })`;
      throw new ArgumentError(
        'data',
        `has samples of ${size} values, the trainer's have ${samples.size}; ${expected}.`,
      );
    }
    const distances = pairDistances(samples);
    const share = shareBelow(distances, this.nearer);
    this.lowest = Math.min(this.lowest, share);
    const hadVariety = this.lowest < HAD_TIMES * this.realShare;
    const isLow = share > TIMES * this.realShare;
    this.alarms = isLow ? this.alarms + 1 : 0;
    if (!isLow) this.isTold = false;
    const isDue = hadVariety
      ? this.alarms >= this.patience
      : this.alarms >= Math.max(this.patience, LOOKS_TO_BEGIN);
    if (!isDue || this.isTold) return undefined;
    this.isTold = true;
    return this.finding(step, share);
  }

  save(): VarietyState {
    const { alarms, lowest, isTold } = this;
    return { alarms, lowest: Number.isFinite(lowest) ? lowest : null, isTold };
  }

  restore({ alarms, lowest, isTold }: VarietyState): void {
    this.alarms = alarms;
    this.lowest = lowest ?? Number.POSITIVE_INFINITY;
    this.isTold = isTold;
  }

  private finding(step: number, share: number): CollapseFinding {
    const { lowest, nearer, realShare, alarms } = this;
    const percent = (value: number) => `${(100 * value).toFixed(0)} %`;
    const past = lowest < share ? `, and it was ${percent(lowest)} at best` : '';
    const seen = `Mode collapse: ${percent(share)} of the pairs of generated samples are nearer to each other than ${nearer.toPrecision(3)}, of real samples ${percent(realShare)}, in the last ${alarms} looks${past} (step ${step}).`;
    const hint =
      'Try packing: 2, r1Penalty() or wganGpPenalty() with wassersteinLoss(), more discriminatorSteps, a smaller learning rate for G, or a larger batch.';
    return {
      kind: 'mode-collapse',
      step,
      numbers: { share, realShare, nearer, lowestShare: lowest },
      message: `${seen} ${hint}`,
    };
  }
}

/** The share of ascending numbers that lie below a bound. */
function shareBelow(ascending: Float64Array, bound: number): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ascending[middle]! < bound) from = middle + 1;
    else to = middle;
  }
  return from / ascending.length;
}
