import type { NetworkNode } from './network';

/** Layers that do nothing at inference. */
export const idleLayers = [
  'Dropout',
  'SpatialDropout1D',
  'GaussianNoise',
  'GaussianDropout',
  'AlphaDropout',
] as const;

/** A layer's reason not to be written, in a few words; undefined where it has none. */
export type Refusal = (node: NetworkNode) => string | undefined;

/** The first of several refusals. */
export function firstRefusal(...refusals: readonly Refusal[]): Refusal {
  return (node) => {
    for (const refusal of refusals) {
      const reason = refusal(node);
      if (reason !== undefined) return reason;
    }
    return undefined;
  };
}

/** Channels that come first in tfjs already. */
export const refuseChannelsFirst: Refusal = ({ layer: { config } }) =>
  config.dataFormat === 'channelsFirst' ? "dataFormat 'channelsFirst'" : undefined;

/** A dilation of a depthwise convolution, which tfjs-layers leaves out of account. */
export const refuseDilation: Refusal = ({ layer: { config } }) => {
  const dilations = [config.dilationRate as number | number[] | undefined].flat();
  return dilations.some((dilation) => (dilation ?? 1) !== 1) ? 'dilationRate' : undefined;
};

/** A mask, which later layers would go by. */
export const refuseMask: Refusal = ({ layer: { config } }) =>
  config.maskZero === true ? 'maskZero' : undefined;

/** A batch normalization along another axis than that of the channels. */
export const refuseOtherAxis: Refusal = ({ layer: { config }, output: { shape } }) => {
  const axis = config.axis as number;
  return axis === -1 || axis === shape.length - 1 ? undefined : `axis ${axis}`;
};

/** A softmax over several axes together. */
export const refuseSeveralAxes: Refusal = ({ layer: { config } }) =>
  Array.isArray(config.axis) && config.axis.length > 1 ? 'several axes' : undefined;

/** A shape that can't be given: one open size can be told from the others. */
export const refuseOpenSizes: Refusal = ({ output: { shape } }) =>
  shape.slice(1).filter((size) => size === null).length > 1 ? 'several open sizes' : undefined;
