import { backend } from '@tensorflow/tfjs-core';
import type { BackendDriver } from '../backend';
import { loadFailure } from '../load-failure';
import { importWebgl } from '../optional-packages';
import { replaceKernels } from '../replace-kernels';
import { cleanOperands } from './clean-operands';
import { flatSelect } from './flat-select';

/** The GPU through WebGL 2, in browsers and their workers. */
export const webgl: BackendDriver = {
  name: 'webgl',
  package: '@tensorflow/tfjs-backend-webgl',
  range: '^4.22.0',
  tfjsName: 'webgl',
  unsupported: () =>
    typeof document === 'undefined' && typeof OffscreenCanvas === 'undefined'
      ? 'WebGL needs a browser (or a worker in one)'
      : undefined,
  async install() {
    await importWebgl((cause) => loadFailure('webgl', '@tensorflow/tfjs-backend-webgl', cause));
    return undefined;
  },
  adapter: renderer,
  patch: () => replaceKernels([...cleanOperands(), ...flatSelect()]),
};

/** The graphics hardware's name, where the browser tells it. */
function renderer(): string | undefined {
  const { gl } = (backend() as unknown as { gpgpu: { gl: WebGLRenderingContext } }).gpgpu;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  return (names && gl.getParameter(names.UNMASKED_RENDERER_WEBGL)) || undefined;
}
