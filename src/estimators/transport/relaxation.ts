/** After how many iterations the factor is looked at anew. */
const OBSERVED = 8;

/**
 * Length of each step as a multiple of Sinkhorn's: over-relaxation, which takes the root of the number of iterations
 * (Thibault et al. 2021, "Overrelaxed Sinkhorn–Knopp Algorithm for Regularized Optimal Transport"). The best factor for a
 * contraction η of plain steps is 2/(1 + √(1 − η)); η follows from the contraction λ seen at a factor ω by Young's relation
 * (λ + ω − 1)² = λω²η.
 */
export class Relaxation {
  private count = 0;
  private reference = Infinity;

  /**
   * @param factor - of the first steps: 1, unless one is known that was good in a case like this
   */
  constructor(public factor: number) {}

  observe(error: number): void {
    if (++this.count % OBSERVED !== 0) return;
    if (this.reference === Infinity) {
      this.reference = error;
      return;
    }
    const contraction = (error / this.reference) ** (1 / OBSERVED);
    this.reference = error;
    const excess = this.factor - 1;
    if (!(contraction < 1)) this.factor = 1;
    else if (contraction > excess) {
      const plain = (contraction + excess) ** 2 / (contraction * this.factor ** 2);
      this.factor = Math.min(1.95, 2 / (1 + Math.sqrt(Math.max(0, 1 - plain))));
    }
    // At or beyond the best factor the contraction is ω − 1 whatever η is: a smaller factor tells η again.
    else this.factor = 1 + 0.8 * excess;
  }
}
