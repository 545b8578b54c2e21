/** A fitted Gaussian; it is what `gaussianKl` and its like take. */
export interface GaussianParameters {
  /** μ̂ = (1/n) Σ xᵢ, one number a coordinate. */
  readonly mean: readonly number[];
  /** Σ̂ = (1/n) Σ (xᵢ − μ̂)(xᵢ − μ̂)ᵀ: rows of a matrix, or of the diagonal family its variances alone. */
  readonly covariance: readonly number[] | readonly (readonly number[])[];
}
