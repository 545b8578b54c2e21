// The one file here that is TypeScript and AssemblyScript alike: both import it, so that a code means the same to both.

/** Operations of `activate` and `activationGradient`, by the names of tfjs's kernels. */
export enum Activation {
  Relu,
  LeakyRelu,
  Step,
  Tanh,
  Sigmoid,
  Elu,
  Exp,
  Square,
  Sqrt,
  Softplus,
  Neg,
  Sign,
}

/** Operations of `arithmetic`, by the names of tfjs's kernels. */
export enum Arithmetic {
  Add,
  Sub,
  Multiply,
  RealDiv,
  Maximum,
  Minimum,
}

/** Activations that are applied to a product as it is stored, by tfjs's names. */
export enum FusedActivation {
  linear,
  relu,
  leakyrelu,
}
