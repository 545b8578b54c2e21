import { isNode } from '../../process';
import type { BackendDriver } from '../backend';
import { loadFailure } from '../load-failure';

/** Native TensorFlow on the CPU, in Node. */
export const node: BackendDriver = {
  name: 'node',
  package: '@tensorflow/tfjs-node',
  range: '^4.22.0',
  tfjsName: 'tensorflow',
  unsupported: () => (isNode() ? undefined : 'native TensorFlow needs Node'),
  async install() {
    try {
      await importForNode('@tensorflow/tfjs-node');
    } catch (cause) {
      throw loadFailure('node', '@tensorflow/tfjs-node', cause);
    }
    return undefined;
  },
};

/** Imports a package that only Node has: not by a literal, since a browser's bundler would want to resolve it. */
export function importForNode(packageName: string): Promise<unknown> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ packageName);
}
