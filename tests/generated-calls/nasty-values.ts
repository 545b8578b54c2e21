import * as tf from '@tensorflow/tfjs-core';
import { input, layers } from '@tensorflow/tfjs-layers';

/** A value that somebody may pass by mistake. */
export interface NastyValue {
  readonly name: string;
  /** Made anew for each call; tensors are made once, and are never anybody's to dispose of. */
  readonly make: () => unknown;
  /** Where it is a tensor. */
  readonly tensor?: tf.Tensor;
}

/** What the user's own getters, proxies and functions throw: it may come through as it is. */
export const ownError = new Error("the user's own error");
const throws = () => {
  throw ownError;
};

const everyTrap = new Proxy({}, { get: () => throws });
/** Throws whatever is done to it. */
const hostile = (target: object) => new Proxy(target, everyTrap);

const never = new Promise(() => undefined);
const rejected = Promise.reject(ownError);
rejected.catch(() => undefined);

/** An array in an array in an array …: recursion over it overflows the stack. */
const deep = () => {
  let nested: unknown = 1;
  for (let depth = 0; depth < 20_000; depth++) nested = [nested];
  return nested;
};

const withHoles = () => {
  const holes = [0.5, 0.5, 0.5];
  delete holes[1];
  return holes;
};

const numbers = [
  Number.NaN,
  Infinity,
  -Infinity,
  -1,
  -0,
  0,
  1,
  2,
  3,
  0.5,
  1e-320,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 33,
  2 ** 40,
  2 ** 53,
];

const plain: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  ...Object.fromEntries(
    numbers.map((value) => [Object.is(value, -0) ? '-0' : String(value), () => value] as const),
  ),
  true: () => true,
  "''": () => '',
  "'3'": () => '3',
  'a string of a million characters': () => 'a'.repeat(1e6),
  'a symbol': () => Symbol('nasty'),
  '3n': () => 3n,
  'a boxed number': () => Object(0.5),
};

const objects: Readonly<Record<string, () => unknown>> = {
  'an empty object': () => ({}),
  'an object without a prototype': () => Object.create(null),
  'a frozen object': () => Object.freeze({ nasty: 1 }),
  'an object with a key of 100,000 characters': () => ({ ['k'.repeat(1e5)]: 1 }),
  'an object whose toString throws': () => ({ toString: throws }),
  'an object whose valueOf throws': () => ({ valueOf: throws }),
  'an object whose toPrimitive throws': () => ({ [Symbol.toPrimitive]: throws }),
  'an object with a then that throws': () => Object.defineProperty({}, 'then', { get: throws }),
  'an object with a length that throws': () => Object.defineProperty({}, 'length', { get: throws }),
  'an object with a shape that throws': () => Object.defineProperty({}, 'shape', { get: throws }),
  'what looks like a tensor': () => ({ dataId: {}, shape: [2, 1], dtype: 'float32', rank: 2, size: 2 }),
  'what hardly looks like a tensor': () => ({ dataId: 1, shape: Symbol('shape'), dtype: Symbol('dtype') }),
  'a proxy that throws whatever is done to it': () => hostile({}),
  'a proxy that throws on get': () => new Proxy({}, { get: throws }),
  'a proxy of an array that throws on get': () => new Proxy([1, 2], { get: throws }),
  'a date': () => new Date(0),
  'a map': () => new Map([['nasty', 1]]),
  'a set': () => new Set([1]),
  'an error': () => new Error('an argument'),
  'an event target': () => new EventTarget(),
  'an abort controller': () => new AbortController(),
  'an aborted signal': () => AbortSignal.abort(ownError),
};

const lists: Readonly<Record<string, () => unknown>> = {
  'an empty array': () => [],
  'an array with a hole': withHoles,
  'an array of NaN': () => [Number.NaN, 1],
  'an array of strings': () => ['1', '2'],
  'an array of null': () => [null, null],
  'an array of symbols': () => [Symbol('entry')],
  'an array of empty arrays': () => [[], []],
  'ragged points': () => [[1, 2], [3], [4, 5]],
  'points with a hole': () => [[1], withHoles(), [2]],
  'a point that is infinite': () => [[1], [Infinity], [2]],
  'huge points': () => [[1e308], [-1e308], [0]],
  'a deep array': deep,
  'an array of 5,000 numbers': () => new Array<number>(5000).fill(0.5),
  'an array of objects that throw': () => [hostile({}), hostile({})],
  BigInt64Array: () => BigInt64Array.of(1n, 2n, 3n),
  Uint8ClampedArray: () => Uint8ClampedArray.of(1, 2, 3),
  Float64Array: () => Float64Array.of(0.5, Number.NaN),
  'an empty Float32Array': () => new Float32Array(0),
  'a DataView': () => new DataView(new ArrayBuffer(8)),
  'an ArrayBuffer': () => new ArrayBuffer(8),
  'an array-like': () => ({ length: 2, 0: 0.5, 1: 0.5 }),
  'a huge array-like': () => ({ length: 2 ** 40 }),
  'an array-like of a negative length': () => ({ length: -1 }),
};

const tasks: Readonly<Record<string, () => unknown>> = {
  'a function that gives undefined': () => () => undefined,
  'a function that gives NaN': () => () => Number.NaN,
  'a function that gives its argument': () => (given: unknown) => given,
  'a function that gives a string': () => () => 'nasty',
  'a function that gives an empty object': () => () => ({}),
  'a function that throws': () => throws,
  'an async function': () => async () => undefined,
  'an async function that throws': () => async () => throws(),
  'a function that never answers': () => () => never,
  'a generator function': () =>
    function* () {
      yield 1;
    },
  'a class': () => class Nasty {},
  'a proxy of a function that throws': () => hostile(() => undefined),
  'a promise': () => Promise.resolve(1),
  'a rejected promise': () => rejected,
  'a promise that never settles': () => never,
  'a thenable that never settles': () => Object.defineProperty({}, 'then', { value: () => undefined }),
  'a generator of undefined': () =>
    (function* () {
      yield undefined;
    })(),
  'a generator that throws': () =>
    (function* () {
      yield throws();
    })(),
  'an async generator of numbers': () =>
    (async function* () {
      yield 1;
    })(),
  'an async generator that throws': () =>
    (async function* () {
      yield throws();
    })(),
  'an async iterable whose next gives undefined': () => ({
    [Symbol.asyncIterator]: () => ({ next: () => undefined }),
  }),
  'an iterable whose iterator is none': () => ({ [Symbol.iterator]: () => 5 }),
};

const disposed = (tensor: tf.Tensor) => {
  tensor.dispose();
  return tensor;
};

/** On the backend that runs when it is called, for as long as the process lives. */
function tensors(): Record<string, unknown> {
  // Built, so that no call leaves it weights.
  const layer = layers.dense({ units: 1, inputShape: [2] });
  layer.build([null, 2]);
  return {
    'a scalar': tf.scalar(0.5),
    'a tensor [2]': tf.tensor1d([0.5, 0.5]),
    'a tensor [4, 1]': tf.ones([4, 1]),
    'a tensor [3, 2]': tf.ones([3, 2]),
    'a tensor [2, 2, 2]': tf.ones([2, 2, 2]),
    'a tensor [0, 1]': tf.zeros([0, 1]),
    'a tensor [4, 0]': tf.zeros([4, 0]),
    'a tensor of NaN': tf.fill([4, 1], Number.NaN),
    'a tensor of Infinity': tf.fill([4, 1], Infinity),
    'an int32 tensor': tf.ones([4, 1], 'int32'),
    'a bool tensor': tf.ones([4, 1], 'bool'),
    'a string tensor': tf.tensor(['a', 'b', 'c', 'd'], [4, 1], 'string'),
    'a complex tensor': tf.complex(tf.ones([4, 1]), tf.ones([4, 1])),
    'a disposed tensor': disposed(tf.ones([4, 1])),
    'a disposed variable': disposed(tf.variable(tf.ones([4, 1]))),
    'an array of disposed tensors': [disposed(tf.ones([4, 1])), disposed(tf.ones([4, 1]))],
    'a symbolic tensor': input({ shape: [1] }),
    'a layer': layer,
  };
}

/** All of them. */
export function nastyValues(): NastyValue[] {
  const made = tensors();
  const functions = ['a scalar', 'a tensor [0, 1]', 'a string tensor', 'a disposed tensor'].map((name) => ({
    name: `a function that gives ${name}`,
    make: () => () => made[name],
  }));
  return [
    ...Object.entries({ ...plain, ...objects, ...lists, ...tasks }).map(([name, make]) => ({ name, make })),
    ...functions,
    ...Object.entries(made).map(([name, value]) => ({
      name,
      make: () => value,
      ...(value instanceof tf.Tensor ? { tensor: value } : {}),
    })),
  ];
}
