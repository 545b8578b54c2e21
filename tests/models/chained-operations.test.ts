import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import 'gan-core/models';
import { describe, expect, it } from 'vitest';

const packages = 'node_modules/@tensorflow';
const all = readdirSync(join(packages, 'tfjs-core/dist/public/chained_ops'))
  .filter((file) => file.endsWith('.js') && file !== 'register_all_chained_ops.js')
  .flatMap((file) => [
    ...readFileSync(join(packages, 'tfjs-core/dist/public/chained_ops', file), 'utf8').matchAll(
      /prototype\.(\w+) =/g,
    ),
  ])
  .map((match) => match[1]!);

/** Names of chained operations that the sources of a package call as methods of something. */
function calledIn(folder: string): Set<string> {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js') && !/_test\.js$|miniprogram|^tf-|fesm|public/.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8').replace(/^\s*(\*|\/\/).*$/gm, ''));
  // Not those of a module: tfc.add(…), K.dot(…).
  const calls =
    /(?<!\b(?:tfc|tfc\.fused|tfc\.image|image|K|math_utils|mathUtils|Math|Number|Promise|console|fused))\.(\w+)\(/g;
  const names = sources.flatMap((source) => [...source.matchAll(calls)].map((match) => match[1]!));
  return new Set(names.filter((name) => all.includes(name)));
}

/** Names that other things have too, on which alone tfjs-layers calls them. */
const ofOthers = ['concat', 'reverse', 'softmax', 'unique'];
/** What every tensor has. */
const ownMethods = ['cast'];

describe('the chained operations', () => {
  it('are all that tfjs-layers calls', () => {
    const called = [...calledIn(join(packages, 'tfjs-layers/dist'))].filter(
      (name) => !ofOthers.includes(name),
    );
    expect(called).toEqual(
      expect.arrayContaining(['flatten', 'stridedSlice', 'sign', 'transpose', 'square']),
    );
    expect(called.filter((name) => !(name in tf.Tensor.prototype))).toEqual([]);
    expect(called).toEqual(expect.arrayContaining(ownMethods));
  });

  it('are all that tfjs-core’s gradients call', () => {
    const called = calledIn(join(packages, 'tfjs-core/dist/gradients'));
    expect([...called].sort()).toEqual(['reshape', 'slice', 'split']);
    for (const name of called) expect(name in tf.Tensor.prototype).toBe(true);
  });

  it('do what the functions do', async () => {
    await tf.setBackend('cpu');
    const x = tf.tensor2d([
      [1, -2, 3],
      [4, 5, -6],
    ]);
    const values = (tensor: tf.Tensor | tf.Tensor[]) => [tensor].flat().map((each) => each.arraySync());
    const chained = (tensor: tf.Tensor, name: string, ...more: unknown[]) =>
      (tensor as never as Record<string, (...more: unknown[]) => tf.Tensor>)[name]!(...more);
    const same = (name: string, ...more: unknown[]) => {
      const operation = (tf as never as Record<string, (...more: unknown[]) => tf.Tensor>)[name]!;
      expect(values(chained(x, name, ...more)), name).toEqual(values(operation(x, ...more)));
    };
    same('add', 2);
    same('broadcastTo', [2, 2, 3]);
    same('div', 2);
    same('expandDims', 1);
    same('gather', [1, 0], 1);
    same('greaterEqual', 2);
    same('mean', 1);
    same('minimum', 2);
    same(
      'pad',
      [
        [1, 0],
        [0, 2],
      ],
      7,
    );
    same('reshape', [3, 2]);
    same('sign');
    same('slice', [0, 1], [2, 2]);
    same('split', 2, 0);
    same('square');
    same('stridedSlice', [0, 0], [2, 3], [1, 2]);
    same('sub', 2);
    same('sum', 0, true);
    same('transpose');
    expect(chained(x, 'flatten').shape).toEqual([6]);
    expect(values(chained(chained(x, 'expandDims', 0), 'squeeze', [0]))).toEqual(values(x));
    const mask = chained(x, 'greaterEqual', 2);
    expect(values(chained(mask, 'logicalAnd', mask))).toEqual(values(mask));
    x.dispose();
  });

  it('leave a program alone that has tfjs’s own, and come with the Trainer, the models and the estimators, not with a loss', () => {
    const program = `
      const tf = await import('@tensorflow/tfjs-core');
      const own = function () {};
      tf.Tensor.prototype.sum = own;
      const found = [];
      for (const room of process.argv.slice(1)) {
        await import('./dist/' + room + '.js');
        found.push(room + ' ' + ('flatten' in tf.Tensor.prototype));
      }
      console.log(JSON.stringify([...found, tf.Tensor.prototype.sum === own]));`;
    const run = (...rooms: string[]) =>
      JSON.parse(
        execFileSync(process.execPath, ['--input-type=module', '-e', program, ...rooms], {
          encoding: 'utf8',
        }),
      );
    expect(run('losses', 'penalties', 'optimizers', 'metrics', 'trainer')).toEqual([
      'losses false',
      'penalties false',
      'optimizers false',
      'metrics false',
      'trainer true',
      true,
    ]);
    expect(run('models')).toEqual(['models true', true]);
    expect(run('estimators')).toEqual(['estimators true', true]);
  });
});
