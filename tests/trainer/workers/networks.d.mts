import type { LayersModel, layers, Sequential } from '@tensorflow/tfjs-layers';

type LayerClass = new (options: { factor: number }) => layers.Layer;
export const Scale: LayerClass;
export const ForgetfulScale: LayerClass;
export function register(): void;
export function batchNormalizedGenerator(): Sequential;
export function branchedDiscriminator(): LayersModel;
