import type { KnipConfig } from 'knip';
import { entry } from './tsup.config';

export default {
  entry: [
    // What users import; rooms that aren't among these (errors, random, math) must be used from within.
    ...Object.values(entry),
    'packages/create-gan-core/src/cli.ts',
    'examples/**/*.ts',
    'bench/**/*.ts',
    'playground/vite.config.ts',
    'playground/src/main.tsx',
    'playground/src/**/*.worker.ts',
    'tests/consumers/**/*.ts',
    'tests/*/saving-*.ts', // bundled by the tests that kill them
    'docs/.vitepress/{config,theme/index}.ts',
  ],
  // Imported by a name in a variable, so that browsers' bundlers leave it alone; and fonts, whose files are read.
  ignoreDependencies: ['webgpu', 'cli-progress', 'dejavu-fonts-ttf'],
  // Debian's; started by the test of the queue.
  ignoreBinaries: ['redis-server'],
  // Made of program.js where the consumers' projects are made.
  ignoreUnresolved: ['./program.cjs'],
  project: [
    'src/**',
    'packages/*/src/**',
    'examples/**/*.ts',
    'bench/**/*.ts',
    'tests/**/*.ts',
    'scripts/**/*.ts',
    'playground/**/*.{ts,tsx}',
    'docs/.vitepress/*.ts',
    'docs/.vitepress/theme/*',
  ],
  ignore: ['src/**/assembly/**'], // AssemblyScript
} satisfies KnipConfig;
