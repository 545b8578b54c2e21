import { backend } from '@tensorflow/tfjs-core';
import type { DeviceEvents } from '../backend';

/** WebGPU's word on a lost device. */
interface LostInfo {
  readonly reason: string;
  readonly message: string;
}

/** Events of the device of tfjs's running webgpu backend. */
export function webgpuDeviceEvents(): DeviceEvents {
  const { device } = backend() as unknown as { device: { readonly lost: Promise<LostInfo> } };
  return {
    lost: device.lost.then(({ reason, message }) => {
      const detail = [reason, message].filter(Boolean).join(': ').replace(/\.$/, '');
      return `its WebGPU device was lost${detail && ` (${detail})`}`;
    }),
  };
}
