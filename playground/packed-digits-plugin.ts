import type { Plugin } from 'vite';
import { packedDigitsAsset } from './packed-digits-asset';

const name = 'virtual:packed-digits';
const servedAs = '/packed-digits.bin';

/** Puts the digits beside the page as a file of its own, which it loads when they are asked for: `import url from 'virtual:packed-digits'`. */
export function packedDigitsPlugin(): Plugin {
  let isBuild = false;
  let bytes: Uint8Array | undefined;
  const packed = () => {
    bytes ??= packedDigitsAsset();
    return bytes;
  };
  return {
    name: 'packed-digits',
    configResolved({ command }) {
      isBuild = command === 'build';
    },
    configureServer({ middlewares }) {
      middlewares.use(servedAs, (_request, response) => {
        response.setHeader('Content-Type', 'application/octet-stream');
        response.end(packed());
      });
    },
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      if (!isBuild) return `export default ${JSON.stringify(servedAs)};`;
      const file = this.emitFile({ type: 'asset', name: 'digits.bin', source: packed() });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
  };
}
