import { backend } from '@tensorflow/tfjs-core';
import type { DeviceEvents } from '../backend';

/** Events of the context of tfjs's running webgl backend. */
export function webglDeviceEvents(): DeviceEvents {
  const { gl } = (backend() as unknown as { gpgpu: { gl: WebGLRenderingContext } }).gpgpu;
  const what = 'its WebGL context was lost: the browser took the GPU away';
  return {
    loss: () => (gl.isContextLost() ? what : undefined),
    lost: new Promise((resolve) => {
      gl.canvas.addEventListener('webglcontextlost', () => resolve(what), { once: true });
    }),
  };
}
