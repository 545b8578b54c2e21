import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** An array of @jax-js/jax. Whatever takes one uses it up; `ref` is a further use of it. */
export interface JaxArray {
  readonly ref: this;
  readonly shape: number[];
  add(other: JaxArray | number): JaxArray;
  sub(other: JaxArray | number): JaxArray;
  mul(other: JaxArray | number): JaxArray;
  div(other: JaxArray | number): JaxArray;
  reshape(shape: number[]): JaxArray;
  data(): Promise<Float32Array>;
  dispose(): void;
}

/** What the bench uses of @jax-js/jax: the package isn't installed here, so neither are its types. */
export interface Jax {
  init(device: 'wasm'): Promise<string[]>;
  jit<A extends unknown[], R>(f: (...args: A) => R): (...args: A) => R;
  /** The value of f, and its gradient by its first argument. */
  valueAndGrad<T, A extends unknown[]>(
    f: (first: T, ...args: A) => JaxArray,
  ): (first: T, ...args: A) => [JaxArray, T];
  blockUntilReady(tree: unknown): Promise<unknown>;
  readonly tree: {
    ref<T>(tree: T): T;
    dispose(tree: unknown): void;
    map<T>(f: (...leaves: JaxArray[]) => JaxArray, ...trees: T[]): T;
  };
  readonly numpy: {
    array(values: Float32Array | number): JaxArray;
    zeros(shape: number[]): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
    mean(x: JaxArray): JaxArray;
    negative(x: JaxArray): JaxArray;
    power(base: number, exponent: JaxArray): JaxArray;
    square(x: JaxArray): JaxArray;
    sqrt(x: JaxArray): JaxArray;
    subtract(a: number, b: JaxArray): JaxArray;
  };
  readonly nn: { relu(x: JaxArray): JaxArray; softplus(x: JaxArray): JaxArray };
  readonly random: {
    key(seed: number): JaxArray;
    normal(key: JaxArray, shape: number[]): JaxArray;
    uniform(key: JaxArray, shape: number[], range: { minval: number; maxval: number }): JaxArray;
  };
}

/** The package and its version. */
export interface LoadedJax {
  readonly jax: Jax;
  readonly version: string;
}

/** Loads it from here, or from the folder that JAX_JS names, and starts its wasm backend; undefined where it isn't. */
export async function loadJax(): Promise<LoadedJax | undefined> {
  const { resolve } = createRequire(import.meta.url);
  let file: string;
  try {
    file = resolve(process.env.JAX_JS ?? '@jax-js/jax');
  } catch {
    return undefined;
  }
  const jax = (await import(pathToFileURL(file).href)) as Jax;
  await jax.init('wasm');
  const { version } = JSON.parse(readFileSync(join(dirname(file), '../package.json'), 'utf8'));
  return { jax, version };
}
