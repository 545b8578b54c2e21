import { defineConfig } from 'vite';

// With these two headers a page is cross-origin isolated: only then may threads share memory. Where your pages are hosted, they must be
// sent too; without them one thread computes the same numbers.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  server: { headers },
  preview: { headers },
  build: { chunkSizeWarningLimit: 600 }, // kB: TensorFlow.js's WebAssembly is one chunk
});
