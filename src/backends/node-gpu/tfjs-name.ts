export const nativeName = 'tensorflow';
export const dawnName = 'webgpu';

/** tfjs's name of node-gpu's backend in this process: native TensorFlow on CUDA where it is installed, else WebGPU. */
export const nodeGpuInTfjs: { name: string } = { name: dawnName };
