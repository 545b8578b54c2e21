// The one file here that is TypeScript and AssemblyScript alike: both import it, so that a code means the same to both.

/** What `activate` and `activationGradient` compute, by the names of tfjs's kernels. */
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

/** What `arithmetic` computes, by the names of tfjs's kernels. */
export enum Arithmetic {
  Add,
  Sub,
  Multiply,
  RealDiv,
  Maximum,
  Minimum,
}

/** What is done to a product as it is stored, by tfjs's names of activations. */
export enum FusedActivation {
  linear,
  relu,
  leakyrelu,
}
