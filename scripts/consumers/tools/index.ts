import type { Tool } from '../tool';
import { bun } from './bun';
import { deno } from './deno';
import { esbuild } from './esbuild';
import { jest29, jest30 } from './jest';
import { next } from './next';
import { nodes } from './node';
import { parcel } from './parcel';
import { pnpm } from './pnpm';
import { rollup } from './rollup';
import { rspack } from './rspack';
import { templates } from './templates';
import { transformers } from './transformers';
import { typescripts } from './typescript';
import { vite } from './vite';
import { webpack } from './webpack';

/** All of them, in the table's order. */
export const tools: readonly Tool[] = [
  ...nodes,
  bun,
  deno,
  pnpm,
  vite,
  webpack,
  rspack,
  next,
  parcel,
  rollup,
  esbuild,
  jest29,
  jest30,
  ...typescripts,
  transformers,
  ...templates,
];
