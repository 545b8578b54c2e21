import type { NextConfig } from 'next';

// With these two headers a page is cross-origin isolated: only then may threads share memory. Without them one thread computes the same
// numbers.
const isolation = [
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
];

const config: NextConfig = {
  headers: async () => [{ source: '/:path*', headers: isolation }],
};

export default config;
