import { backend } from '@tensorflow/tfjs-core';

/** The part of WebGPU's GPUAdapterInfo that names the hardware. */
interface AdapterInfo {
  readonly vendor?: string;
  readonly architecture?: string;
  readonly description?: string;
}

/** The adapter that tfjs's running webgpu backend uses, in words: its description, or vendor and architecture. */
export function webgpuAdapter(): string | undefined {
  const { adapterInfo, device } = backend() as unknown as {
    adapterInfo?: AdapterInfo;
    device?: { adapterInfo?: AdapterInfo };
  };
  const { vendor, architecture, description } = device?.adapterInfo ?? adapterInfo ?? {};
  return description || [vendor, architecture].filter(Boolean).join(' ') || undefined;
}
