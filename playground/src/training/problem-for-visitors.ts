import { isGanCoreError } from 'gan-core';
import { backendChoices } from '../settings/choices';

const reasons: Readonly<Record<string, string>> = {
  webgpu:
    'This browser gives pages no WebGPU, the newer way to compute on the graphics card: it may be too old, have it switched off, or know no graphics card that fits.',
  webgl:
    'This browser gives pages no WebGL that can train, the older way to compute on the graphics card: it may be switched off, or know no graphics card that fits.',
};

/** Words for what keeps a run from starting: to a visitor, who can't install anything, only choose something else. */
export function problemForVisitors(error: unknown): string {
  const { message } = error as Error;
  if (!isGanCoreError(error, 'ERR_BACKEND')) return message;
  const reason = reasons[error.backend];
  if (!reason) return message;
  const wasm = backendChoices.find(({ name }) => name === 'wasm')!.title;
  return `${reason} Nothing is lost: choose ${wasm} as the backend, under Settings. It needs no graphics card, and networks as small as these train well on it.`;
}
