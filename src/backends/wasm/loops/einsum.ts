import type { KernelConfig } from '@tensorflow/tfjs-core';
import { loopKernel } from '../module/wasm-kernel';

/** Sums of products by index letters, such as 'ij,jk->ik'. tfjs has no einsum on wasm. */
export const einsum: KernelConfig = loopKernel(
  'Einsum',
  (operands, { equation }) => {
    const { terms, result } = parse(equation as string);
    const sizes = sizesOf(
      terms,
      Object.values(operands).map(({ shape }) => shape),
    );
    return [...result].map((letter) => sizes.get(letter)!);
  },
  (output, values, operands, { equation }) => {
    const { terms, result } = parse(equation as string);
    const sizes = sizesOf(
      terms,
      Object.values(operands).map(({ shape }) => shape),
    );
    const letters = [...sizes.keys()];
    if ([...sizes.values()].includes(0)) return; // sums of nothing
    const data = Object.keys(operands).map((operand) => values(operand));
    const strides = [...terms, result].map((term) => stridesOf(term, letters, sizes));
    const places = strides.map(() => 0);
    const count = letters.map(() => 0);
    for (;;) {
      output[places.at(-1)!]! += data.reduce(
        (product, operand, index) => product * operand[places[index]!]!,
        1,
      );
      let letter = letters.length - 1;
      for (; letter >= 0; letter--) {
        const last = count[letter] === sizes.get(letters[letter]!)! - 1;
        const steps = last ? -count[letter]! : 1;
        for (const [index, stride] of strides.entries()) places[index]! += steps * stride[letter]!;
        count[letter]! += steps;
        if (!last) break;
      }
      if (letter < 0) return;
    }
  },
);

function parse(equation: string): { terms: string[]; result: string } {
  const [left, result] = equation.replace(/\s/g, '').split('->') as [string, string];
  return { terms: left.split(','), result };
}

function sizesOf(terms: readonly string[], shapes: readonly (readonly number[])[]): Map<string, number> {
  if (terms.length !== shapes.length)
    throw new Error(`einsum: got ${shapes.length} tensors; expected ${terms.length}, as in '${terms}'.`);
  const sizes = new Map<string, number>();
  for (const [operand, term] of terms.entries()) {
    const shape = shapes[operand]!;
    if (shape.length !== term.length)
      throw new Error(
        `einsum: tensor ${operand} is of shape [${shape}]; expected one size a letter of '${term}'.`,
      );
    for (const [axis, letter] of [...term].entries()) {
      const size = sizes.get(letter) ?? shape[axis]!;
      if (size !== shape[axis])
        throw new Error(
          `einsum: '${letter}' is ${size} and ${shape[axis]}; expected one size, as in '${terms}'.`,
        );
      sizes.set(letter, size);
    }
  }
  return sizes;
}

/** Strides, in elements, of a tensor with the axes of `term`, one for each of `letters`; 0 for a letter that it lacks. */
function stridesOf(term: string, letters: readonly string[], sizes: ReadonlyMap<string, number>): number[] {
  const strides = new Map<string, number>();
  let stride = 1;
  for (const letter of [...term].reverse()) {
    strides.set(letter, (strides.get(letter) ?? 0) + stride); // 'ii' walks along the diagonal
    stride *= sizes.get(letter)!;
  }
  return letters.map((letter) => strides.get(letter) ?? 0);
}
