import { dirname, posix, relative } from 'node:path';
import type { Options } from 'tsup';

type TsupPlugin = NonNullable<Options['plugins']>[number];

/**
 * Makes `#tfjs-gradients` and `#chained-operations` files at the top of dist: files of their own, so that
 * package.json can say of these alone that bundlers must keep them for what they do when they load. Parcel 2 and others
 * don't read `imports` of a package.json unless told to; a relative path they all know, and its `browser` field, by which
 * browsers' bundlers take tfjs-core's own module of gradients instead, needs no setting.
 */
export function sideEffectsBeside(): TsupPlugin {
  return {
    name: 'side-effects-beside',
    renderChunk(code, { path }) {
      const extension = this.format === 'cjs' ? 'cjs' : 'js';
      const dist = relative(dirname(path), 'dist').replaceAll('\\', '/');
      const beside = dist === '' ? '.' : posix.normalize(dist);
      return {
        code: code.replace(/(["'])#(tfjs-gradients|chained-operations)\1/g, `$1${beside}/$2.${extension}$1`),
      };
    },
  };
}
