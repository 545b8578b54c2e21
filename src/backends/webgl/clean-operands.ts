import { getKernel, type KernelConfig, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';

/** The part of tfjs's webgl backend that is needed here. */
interface WebglBackend {
  readonly texData: { get(dataId: object): { readonly isPacked?: boolean } };
  unpackTensor(input: TensorInfo): TensorInfo;
  disposeIntermediateTensorInfo(tensor: TensorInfo): void;
}

type Operands = Readonly<Record<string, TensorInfo>>;

/** The inputs that a kernel multiplies with each other, and the length of the axis that it sums over. */
interface Contraction {
  readonly inputs: readonly string[];
  length(operands: Operands, attrs: NamedAttrMap): number;
}

const products: Readonly<Record<string, Contraction>> = {
  BatchMatMul: { inputs: ['a', 'b'], length: innerLength },
  _FusedMatMul: { inputs: ['a', 'b'], length: innerLength },
  Conv2D: { inputs: ['x', 'filter'], length: ({ filter }) => filter!.shape[2]! },
  FusedConv2D: { inputs: ['x', 'filter'], length: ({ filter }) => filter!.shape[2]! },
  Conv2DBackpropInput: { inputs: ['dy', 'filter'], length: ({ filter }) => filter!.shape[3]! },
};

/**
 * Makes products right on webgl where the axis that they sum over has an odd length. tfjs keeps 2 x 2 numbers in a texel
 * there; the place after an odd end holds whatever elementwise operations made of it (e⁰ = 1, log 0 = −∞), and the
 * products sum over it too: exp(x)ᵀ·exp(y) of 3 rows comes out too large by 1, without a warning. An operand that is
 * unpacked first gets zeros there when it is packed again.
 */
export function cleanOperands(): KernelConfig[] {
  return Object.entries(products).flatMap(([name, contraction]) => {
    const original = getKernel(name, 'webgl') as KernelConfig | undefined;
    return original ? [{ ...original, kernelFunc: unpackingOddOperands(original, contraction) }] : [];
  });
}

function unpackingOddOperands(original: KernelConfig, contraction: Contraction): KernelConfig['kernelFunc'] {
  return ({ inputs, backend, attrs = {} }) => {
    const operands = inputs as Operands;
    if (contraction.length(operands, attrs) % 2 === 0) return original.kernelFunc({ inputs, backend, attrs });
    const webgl = backend as WebglBackend;
    const unpacked = contraction.inputs
      .filter((name) => webgl.texData.get(operands[name]!.dataId).isPacked)
      .map((name) => [name, webgl.unpackTensor(operands[name]!)] as const);
    const product = original.kernelFunc({
      inputs: { ...inputs, ...Object.fromEntries(unpacked) },
      backend,
      attrs,
    });
    for (const [, tensor] of unpacked) webgl.disposeIntermediateTensorInfo(tensor);
    return product;
  };
}

function innerLength({ a }: Operands, attrs: NamedAttrMap): number {
  return a!.shape.at(attrs.transposeA ? -2 : -1)!;
}
