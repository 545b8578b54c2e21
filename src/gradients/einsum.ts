import {
  einsum,
  expandDims,
  type GradConfig,
  type NamedAttrMap,
  ones,
  type Tensor,
  tile,
} from '@tensorflow/tfjs-core';

/** einsum is linear in each operand: the gradient is an einsum of ∂y with the others. tfjs has none. */
export const einsumGradients: readonly GradConfig[] = [
  {
    kernelName: 'Einsum',
    saveAllInputs: true,
    gradFunc: (dy, operands, attributes) => {
      const { equation } = attributes as NamedAttrMap & { equation: string };
      const [left, result] = equation.replace(/\s/g, '').split('->') as [string, string];
      const terms = left.split(',');
      return Object.fromEntries(
        operands.map((operand, index) => [
          index,
          () => gradientOf(operand, index, { dy: dy as Tensor, operands, terms, result }),
        ]),
      );
    },
  },
];

function gradientOf(
  operand: Tensor,
  index: number,
  { dy, operands, terms, result }: { dy: Tensor; operands: Tensor[]; terms: string[]; result: string },
): Tensor {
  const term = terms[index]!;
  const otherTerms = terms.filter((_, other) => other !== index);
  const others = operands.filter((_, other) => other !== index);
  const letters = [...new Set(term)];
  // Of a diagonal, 'ii': what lies beside it has no part in the result. tfjs itself refuses such, on all backends but ours.
  if (letters.length < term.length) {
    const all = letters.map((letter) => ones([operand.shape[term.indexOf(letter)]!]));
    return einsum(`${[result, ...otherTerms, ...letters].join(',')}->${term}`, dy, ...others, ...all);
  }
  // An index that stands in this operand alone was summed over: its gradient is the same all along it.
  const known = [...term].filter((letter) => [result, ...otherTerms].some((other) => other.includes(letter)));
  const equation = `${[result, ...otherTerms].join(',')}->${known.join('')}`;
  let gradient = einsum(equation, dy, ...others);
  for (const [axis, letter] of [...term].entries())
    if (!known.includes(letter)) gradient = expandDims(gradient, axis);
  return tile(
    gradient,
    operand.shape.map((size, axis) => (known.includes(term[axis]!) ? 1 : size)),
  );
}
