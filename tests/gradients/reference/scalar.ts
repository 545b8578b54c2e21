/** How a result changes with one of its operands: the partial derivative, and that derivative's own tangent. */
interface Edge {
  readonly operand: Scalar;
  readonly partial: number;
  readonly partialTangent: number;
}

/**
 * A float64 number that knows how it was made. Values carry a tangent (forward mode) and the backward sweep carries it
 * on (reverse mode over it), so that one sweep gives each leaf's derivative and the derivative's change along the
 * tangent: exact second derivatives, with no step size.
 */
export class Scalar {
  private static count = 0;
  private readonly place = Scalar.count++;
  /** ∂y/∂this, and its derivative along the tangent, once {@link backward} was called on y. */
  adjoint = 0;
  adjointTangent = 0;

  constructor(
    readonly value: number,
    readonly tangent = 0,
    private readonly edges: readonly Edge[] = [],
  ) {}

  /** Fills in the adjoints of all that this was made of. */
  backward(): void {
    this.adjoint = 1;
    for (const { adjoint, adjointTangent, edges } of this.ancestors())
      for (const { operand, partial, partialTangent } of edges) {
        operand.adjoint += partial * adjoint;
        operand.adjointTangent += partialTangent * adjoint + partial * adjointTangent;
      }
  }

  /** This and all that it was made of, each after whatever was made of it. */
  private ancestors(): Scalar[] {
    const found = new Set<Scalar>([this]);
    for (const scalar of found) for (const { operand } of scalar.edges) found.add(operand);
    return [...found].sort((left, right) => right.place - left.place);
  }
}

/** f(x), from f, f′ and f″ at x. */
export function apply(x: Scalar, [f, slope, curvature]: readonly [number, number, number]): Scalar {
  return new Scalar(f, slope * x.tangent, [
    { operand: x, partial: slope, partialTangent: curvature * x.tangent },
  ]);
}

/** Σ aᵢ·bᵢ. */
export function dot(as: readonly Scalar[], bs: readonly Scalar[]): Scalar {
  let value = 0;
  let tangent = 0;
  const edges: Edge[] = [];
  for (const [index, a] of as.entries()) {
    const b = bs[index]!;
    value += a.value * b.value;
    tangent += a.tangent * b.value + a.value * b.tangent;
    edges.push(
      { operand: a, partial: b.value, partialTangent: b.tangent },
      { operand: b, partial: a.value, partialTangent: a.tangent },
    );
  }
  return new Scalar(value, tangent, edges);
}

/** Σ factorᵢ·xᵢ, with plain numbers as factors. */
export function combine(xs: readonly Scalar[], factors: readonly number[]): Scalar {
  return new Scalar(
    xs.reduce((total, x, index) => total + factors[index]! * x.value, 0),
    xs.reduce((total, x, index) => total + factors[index]! * x.tangent, 0),
    xs.map((operand, index) => ({ operand, partial: factors[index]!, partialTangent: 0 })),
  );
}
