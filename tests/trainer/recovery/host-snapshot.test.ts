import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, it, vi } from 'vitest';
import { HostSnapshot } from '../../../src/trainer/recovery/host-snapshot';
import { describeOnBackends } from '../../support/backends';

afterEach(() => vi.restoreAllMocks());

describeOnBackends('a copy in the memory of the CPU', () => {
  it('gives shapes, types and values back, and leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const tensors = [
      tf.tensor2d([1.5, -2, Math.fround(0.1), 4], [2, 2]),
      tf.scalar(7),
      tf.tensor1d([3, -(2 ** 24)], 'int32'),
      tf.zeros([0, 3]),
    ];
    const copy = new HostSnapshot<string>();
    expect(copy.read()).toBeUndefined();
    await copy.update(tensors, 'first');
    const values = await Promise.all(tensors.map((each) => each.array()));
    tf.dispose(tensors);
    const { label, tensors: back } = copy.read()!;
    expect(label).toBe('first');
    expect(await Promise.all(back.map((each) => each.array()))).toEqual(values);
    expect(back.map(({ dtype }) => dtype)).toEqual(['float32', 'float32', 'int32', 'float32']);
    tf.dispose(back);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('takes at most a twentieth of the time, but is renewed after 30 seconds', async () => {
    let now = 0;
    let duration = 100;
    // It looks at the clock before reading and after.
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const copy = new HostSnapshot<number>();
    const at = async (time: number) => {
      now = time;
      const tensor = tf.scalar(time);
      const updating = copy.update([tensor], time);
      now += duration;
      await updating;
      tensor.dispose();
      const { label, tensors } = copy.read()!;
      expect((await tensors[0]!.data())[0]).toBe(label);
      tf.dispose(tensors);
      return label;
    };
    expect(await at(0)).toBe(0); // read until 100
    expect(await at(1999)).toBe(0);
    duration = 5000;
    expect(await at(2000)).toBe(2000); // read until 7,000
    expect(await at(36_999)).toBe(2000);
    expect(await at(37_000)).toBe(37_000);
  });
});
