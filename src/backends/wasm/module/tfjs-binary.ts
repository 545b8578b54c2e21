import base64 from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import { version } from '@tensorflow/tfjs-backend-wasm/package.json';

/**
 * tfjs's own SIMD module, as text, so that no path, no fetch and no bundler setting is needed to find it. It is taken from
 * the installed package when gan-core is built; imported only where wasm starts, since it is large.
 */
export const tfjsBinary = {
  //! The module of @tensorflow/tfjs-backend-wasm, Copyright Google LLC, Apache-2.0; unchanged.
  base64,
  madeFrom: version,
};
