import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';

export default {
  input: 'index.js',
  output: { dir: 'dist' },
  // For a browser: without that word, tfjs's wasm package imports Node's `fs`.
  plugins: [nodeResolve({ browser: true }), commonjs()],
};
