/** A way in which training goes wrong, as it was seen. */
export interface CollapseFinding {
  /**
   * `'mode-collapse'`: G's samples resemble each other far more than real ones do. `'vanishing-gradient'`: D tells all samples
   * apart, with scores so near to 0 and 1 that little can be learnt from it.
   */
  readonly kind: 'mode-collapse' | 'vanishing-gradient';
  /** Number of steps done. */
  readonly step: number;
  /** The numbers by which it was found. */
  readonly numbers: Readonly<Record<string, number>>;
  /** A sentence with these numbers, and one about what to try. */
  readonly message: string;
}
