import type { Options } from 'tsup';

type TsupPlugin = NonNullable<Options['plugins']>[number];

/**
 * Makes `await import('…')` of a literal a `require('…')`, which stays within its `try`, by which bundlers know that the
 * package may be missing.
 *
 * In CommonJS, since whoever runs that may have no dynamic import (Jest hasn't); there an import by a variable falls back
 * to `require`, for the same reason. And in the ES module that Parcel gets: see tsup.config.ts.
 *
 * @param format - the files to change
 */
export function requireInPlaceOfImport(format: 'cjs' | 'esm'): TsupPlugin {
  return {
    name: 'require-in-place-of-import',
    renderChunk(code) {
      if (this.format !== format) return undefined;
      return {
        code: code
          .replace(/await import\((["'])([^"'\n]+)\1\)/g, 'require($1$2$1)')
          .replace(/return import\(\s*(?:\/\*[^*]*\*\/\s*)*(\w+)\s*\)/g, importOrRequire),
      };
    },
  };
}

function importOrRequire(found: string, name: string): string {
  const rejected = `(error) => { if (/^ERR_VM_DYNAMIC_IMPORT/.test(error.code)) return require(${name}); throw error; }`;
  return `${found}.catch(${rejected})`;
}
