import { backend } from '@tensorflow/tfjs-core';
import type { DeviceEvents } from '../backend';

/** What the context of tfjs's running webgl backend tells. */
export function webglDeviceEvents(): DeviceEvents {
  const { gl } = (backend() as unknown as { gpgpu: { gl: WebGLRenderingContext } }).gpgpu;
  return {
    isLost: () => gl.isContextLost(),
    lost: new Promise((resolve) => {
      const tell = () => resolve('its WebGL context was lost: the browser took the GPU away');
      gl.canvas.addEventListener('webglcontextlost', tell, { once: true });
    }),
  };
}
