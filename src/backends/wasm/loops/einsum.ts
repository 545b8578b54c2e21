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
  return new Map(
    terms.flatMap((term, operand) =>
      [...term].map((letter, axis) => [letter, shapes[operand]![axis]!] as const),
    ),
  );
}

/** How far a step along each letter moves in a tensor with the axes of `term`. */
function stridesOf(term: string, letters: readonly string[], sizes: ReadonlyMap<string, number>): number[] {
  const strides = new Map<string, number>();
  let stride = 1;
  for (const letter of [...term].reverse()) {
    strides.set(letter, stride);
    stride *= sizes.get(letter)!;
  }
  return letters.map((letter) => strides.get(letter) ?? 0);
}
