import asc from 'assemblyscript/asc';

const source = 'src/backends/wasm/assembly/index.ts';

/** The module that carries the compiled kernels: text, so that no bundler needs a setting and nothing is fetched. */
export const kernelsFile = 'src/backends/wasm/module/kernels-binary.ts';

/** What the AssemblyScript sources compile to: no data of its own and no start but constants, since the memory is tfjs's. */
export async function compileKernels(): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const settings = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noExportMemory'];
  const { error, stderr } = await asc.main([source, ...settings, '--use', 'abort=', '--outFile', 'k.wasm'], {
    writeFile: (_, contents) => {
      binary = contents as Uint8Array;
    },
  });
  if (error || !binary) throw new Error(`${source} doesn't compile: ${stderr}`, { cause: error });
  return binary;
}

/** The text of `kernelsFile`. */
export function kernelsModule(binary: Uint8Array): string {
  return `// Written by \`npm run build:kernels\` from the AssemblyScript in ../assembly.

/** The compiled kernels, ${binary.length} bytes, in base64. */
export const kernelsBinary =
  '${Buffer.from(binary).toString('base64')}';
`;
}
