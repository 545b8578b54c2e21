import { defineConfig } from 'vite';
import { packedDigitsPlugin } from './packed-digits-plugin';

// Only a cross-origin-isolated page has the memory that threads share.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  root: import.meta.dirname,
  base: './', // it lies wherever the site puts it
  server: { headers },
  preview: { headers },
  plugins: [packedDigitsPlugin()],
  worker: { format: 'es' },
  build: { target: 'es2022', chunkSizeWarningLimit: 1500 },
});
