import type { BackendDriver } from './backend';
import { isNode } from './environment';
import { loadFailure } from './load-failure';

/** Native TensorFlow on the CPU, in Node. */
export const node: BackendDriver = nativeTensorFlow('node', '@tensorflow/tfjs-node');

/** Native TensorFlow on an NVIDIA GPU (CUDA), in Node. */
export const nodeGpu: BackendDriver = nativeTensorFlow('node-gpu', '@tensorflow/tfjs-node-gpu');

function nativeTensorFlow(name: 'node' | 'node-gpu', packageName: string): BackendDriver {
  return {
    name,
    package: packageName,
    range: '^4.22.0',
    tfjsName: 'tensorflow',
    unsupported: () => (isNode() ? undefined : 'native TensorFlow needs Node'),
    async install() {
      // Not a literal: a browser's bundler would otherwise want to resolve a native package.
      await import(/* @vite-ignore */ /* webpackIgnore: true */ packageName).catch(
        loadFailure(name, packageName),
      );
    },
  };
}
