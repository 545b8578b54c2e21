import type { Options } from 'tsup';

type TsupPlugin = NonNullable<Options['plugins']>[number];

/**
 * Makes `#tfjs-gradients` the file that lies beside the emitted ones. Parcel 2 and others don't read `imports` of a
 * package.json unless told to; a relative path they all know, and its `browser` field, by which browsers' bundlers take
 * tfjs-core's own module instead, needs no setting.
 */
export function tfjsGradientsBeside(): TsupPlugin {
  return {
    name: 'tfjs-gradients-beside',
    renderChunk(code) {
      const extension = this.format === 'cjs' ? 'cjs' : 'js';
      return { code: code.replace(/(["'])#tfjs-gradients\1/g, `$1./tfjs-gradients.${extension}$1`) };
    },
  };
}
