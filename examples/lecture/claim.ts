import type { claimNames } from './files';

/** Something that the lecture says, as a program that measures it. */
export interface Claim {
  /** What its file and its picture are named after. */
  readonly name: (typeof claimNames)[number];
  /** What is claimed, in a sentence. */
  readonly says: string;
  /** Measures, and draws. */
  show(options: ClaimOptions): Promise<Finding>;
}

/** What a claim is told when it runs. */
export interface ClaimOptions {
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** What came of a claim. */
export interface Finding {
  readonly checks: readonly Check[];
  /** The figure, as a PNG. */
  readonly picture: Uint8Array;
  /** An animation beside it, as a GIF. */
  readonly animation?: Uint8Array;
}

/** A number that the claim foretells: between `least` and `most`. */
export interface Check {
  readonly what: string;
  readonly value: number;
  readonly least?: number;
  readonly most?: number;
}

/** Whether the number is what the claim foretells. */
export function holds({ value, least = -Infinity, most = Infinity }: Check): boolean {
  return value >= least && value <= most;
}
