/** The soft minima of a transport's costs, over its rows and over its columns. */
export interface SoftMinima {
  /** Computes f(xᵢ) = −ε log meanⱼ exp((g(yⱼ) − C(xᵢ, yⱼ))/ε), into `f`. */
  ofRows(g: Float64Array, f: Float64Array, epsilon: number): Promise<void>;
  /** Computes g(yⱼ) = −ε log meanᵢ exp((f(xᵢ) − C(xᵢ, yⱼ))/ε), into `g`. */
  ofColumns(f: Float64Array, g: Float64Array, epsilon: number): Promise<void>;
}
