import type { Input, NextCall, Pick } from './pick';

const ofOne =
  (input: (pick: Pick, shape: number[]) => Input, attrs: (pick: Pick) => object = () => ({})): NextCall =>
  (pick) => ({ inputs: { x: input(pick, pick.shape()) }, attrs: attrs(pick) });

const all = (names: string, next: NextCall) =>
  Object.fromEntries(names.split(' ').map((name) => [name, next]));

const normal = ofOne((pick, shape) => pick.normal(shape));
const numeric = (pick: Pick, shape: number[]) => pick.any(shape, ['float32', 'int32']);
const anyType = ofOne((pick, shape) => pick.any(shape));

const ofTwo =
  (a: (pick: Pick, shape: number[]) => Input, b = a): NextCall =>
  (pick) => {
    const [first, second] = pick.broadcasting();
    return { inputs: { a: a(pick, first), b: b(pick, second) } };
  };
const ofTwoAlike =
  (dtypes: readonly Input['dtype'][]): NextCall =>
  (pick) => {
    const [first, second] = pick.broadcasting();
    const dtype = [pick.one(dtypes)];
    return { inputs: { a: pick.any(first, dtype), b: pick.any(second, dtype) } };
  };
const nonzero = (pick: Pick, shape: number[]): Input => {
  const { values, ...input } = pick.any(shape, ['float32']);
  return { ...input, values: values.map((value) => Math.fround(value + Math.sign(value || 1) / 2)) };
};

/** Kernels that work number by number. */
export const elementwise: Readonly<Record<string, NextCall>> = {
  ...all(
    'Asinh Atan Ceil Cos Cosh Elu Erf Exp Expm1 Floor Selu Sigmoid Sin Sinh Softplus Tanh Round Tan',
    normal,
  ),
  ...all('IsFinite IsInf IsNan', normal),
  ...all(
    'Log Sqrt Rsqrt Reciprocal',
    ofOne((pick, shape) => pick.between(shape, 0.01, 9)),
  ),
  ...all(
    'Acos Asin Atanh Log1p',
    ofOne((pick, shape) => pick.between(shape, -0.99, 0.99)),
  ),
  Acosh: ofOne((pick, shape) => pick.between(shape, 1.01, 9)),
  ...all('Abs Neg Sign Square Relu Relu6', ofOne(numeric)),
  LeakyRelu: ofOne(numeric, (pick) => ({ alpha: pick.one([0, 0.2, 1.5]) })),
  Step: ofOne(numeric, (pick) => ({ alpha: pick.one([0, 0.25, -1]) })),
  ClipByValue: ofOne(numeric, (pick) => ({
    clipValueMin: pick.one([-1, 0]),
    clipValueMax: pick.one([0, 2]),
  })),
  LogicalNot: ofOne((pick, shape) => pick.bool(shape)),
  ...all('Identity OnesLike ZerosLike', anyType),
  Cast: ofOne(
    (pick, shape) => pick.any(shape),
    (pick) => ({ dtype: pick.one(['float32', 'int32', 'bool']) }),
  ),
  ...all('Add Sub Multiply Maximum Minimum SquaredDifference', ofTwoAlike(['float32', 'int32'])),
  ...all('Equal NotEqual Greater GreaterEqual Less LessEqual', ofTwoAlike(['float32', 'int32', 'bool'])),
  ...all('LogicalAnd LogicalOr', ofTwoAlike(['bool'])),
  ...all(
    'RealDiv Atan2',
    ofTwo((pick, shape) => pick.normal(shape), nonzero),
  ),
  // Of int32: cpu calls the quotient of float32 int32, wasm float32.
  ...all('FloorDiv Mod', (pick) => {
    const [a, b] = pick.broadcasting();
    return { inputs: { a: pick.int32(a, -20, 20), b: pick.int32(b, 1, 7) } };
  }),
  Pow: (pick) => {
    const [a, b] = pick.broadcasting();
    return pick.truth()
      ? { inputs: { a: pick.between(a, 0.1, 3), b: pick.between(b, -2, 2) } }
      : { inputs: { a: pick.int32(a, -3, 3), b: pick.int32(b, 0, 4) } };
  },
  Prelu: (pick) => {
    const shape = pick.shape(1, 4);
    const alpha = shape.slice(pick.whole(0, shape.length)).map((size) => (pick.truth() ? 1 : size));
    return { inputs: { x: pick.normal(shape), alpha: pick.normal(alpha) } };
  },
  AddN: (pick) => {
    const [shape, dtype] = [pick.shape(), pick.one(['float32', 'int32'] as const)];
    return { inputs: pick.list(pick.whole(1, 4), () => pick.any(shape, [dtype])) };
  },
  Select: (pick) => {
    const shape = pick.shape(1, 5);
    const condition = shape.length > 1 && pick.truth() ? [shape[0]!] : shape;
    const dtype = [pick.one(['float32', 'int32', 'bool'] as const)];
    return {
      inputs: { condition: pick.bool(condition), t: pick.any(shape, dtype), e: pick.any(shape, dtype) },
    };
  },
};
