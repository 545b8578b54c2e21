import type { Options } from 'tsup';

type TsupPlugin = NonNullable<Options['plugins']>[number];

/**
 * Makes `await import('…')` of a literal a `require('…')` in the CommonJS files. Whoever runs those may have no dynamic
 * import (Jest), and it stays within its `try`, by which bundlers know that the package may be missing.
 */
export function requireInCommonJs(): TsupPlugin {
  return {
    name: 'require-in-common-js',
    renderChunk(code) {
      if (this.format !== 'cjs') return undefined;
      return { code: code.replace(/await import\((["'])([^"'\n]+)\1\)/g, 'require($1$2$1)') };
    },
  };
}
