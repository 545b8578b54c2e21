import * as tf from '@tensorflow/tfjs-core';
import type { Random } from 'gan-core/random';

export interface Input {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly values: readonly number[];
}

/** What a kernel is run with. */
export interface Call {
  readonly inputs: Readonly<Record<string, Input>> | readonly Input[];
  readonly attrs?: object;
}

/** A kernel's next call, drawn at random. */
export type NextCall = (pick: Pick) => Call;

/** Odd shapes and values, drawn from a stream. */
export class Pick {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A whole number from low to high. */
  whole(low: number, high: number): number {
    return low + this.#random.integer(high - low + 1);
  }

  one<T>(of: readonly T[]): T {
    return of[this.#random.integer(of.length)]!;
  }

  truth(): boolean {
    return this.#random.next() < 0.5;
  }

  list<T>(length: number, entry: (index: number) => T): T[] {
    return Array.from({ length }, (_, index) => entry(index));
  }

  size(): number {
    return this.one([1, 1, 2, 3, 4, 5, 7]);
  }

  /** Shapes of 0 to 6 axes; those of many have small ones. */
  shape(lowest = 0, highest = 6): number[] {
    const rank = this.whole(lowest, highest);
    return this.list(rank, () => (rank > 4 ? this.one([1, 2, 3]) : this.size()));
  }

  /** An axis, which may be counted from the end. */
  axis(rank: number): number {
    return this.whole(-rank, rank - 1);
  }

  shuffled(length: number): number[] {
    const left = this.list(length, (index) => index);
    return this.list(length, () => left.splice(this.#random.integer(left.length), 1)[0]!);
  }

  input(shape: readonly number[], dtype: Input['dtype'], value: () => number): Input {
    return { shape, dtype, values: this.list(tf.util.sizeFromShape([...shape]), value) };
  }

  normal(shape: readonly number[]): Input {
    return this.input(shape, 'float32', () => Math.fround(this.#random.normal()));
  }

  /** Values that lie well apart, in a random order, so that float32 and float64 find the same largest one. */
  apart(shape: readonly number[]): Input {
    const order = this.shuffled(tf.util.sizeFromShape([...shape]));
    return { shape, dtype: 'float32', values: order.map((place) => Math.fround(place * 0.37 - 3.1)) };
  }

  between(shape: readonly number[], low: number, high: number): Input {
    return this.input(shape, 'float32', () => Math.fround(low + (high - low) * this.#random.next()));
  }

  int32(shape: readonly number[], low: number, high: number): Input {
    return this.input(shape, 'int32', () => this.whole(low, high));
  }

  bool(shape: readonly number[]): Input {
    return this.input(shape, 'bool', () => this.whole(0, 1));
  }

  /** Of any type. */
  any(shape: readonly number[], dtypes: readonly Input['dtype'][] = ['float32', 'int32', 'bool']): Input {
    const dtype = this.one(dtypes);
    if (dtype === 'bool') return this.bool(shape);
    return dtype === 'int32' ? this.int32(shape, -9, 9) : this.normal(shape);
  }

  /** Two shapes that broadcast, the larger one of up to six axes. */
  broadcasting(): [number[], number[]] {
    const whole = this.shape();
    const part = () =>
      whole
        .slice(this.truth() ? 0 : this.whole(0, whole.length))
        .map((size) => (this.whole(0, 3) === 0 ? 1 : size));
    return [part(), part()];
  }
}
