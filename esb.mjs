import { build } from 'esbuild';

const r = await build({
  stdin: { contents: process.argv[2], resolveDir: process.cwd() },
  bundle: true,
  minify: true,
  format: 'esm',
  write: false,
  external: ['@tensorflow/*', '#*'],
  logLevel: 'error',
});
console.log(r.outputFiles[0].text.length);
if (process.argv[3]) console.log(r.outputFiles[0].text);
