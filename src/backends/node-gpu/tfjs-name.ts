export const nativeName = 'tensorflow';
export const dawnName = 'webgpu';

/** What tfjs calls node-gpu's backend in this process: native TensorFlow on CUDA where it is installed, else WebGPU. */
export const nodeGpuInTfjs: { name: string } = { name: dawnName };
