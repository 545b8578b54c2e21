import type { Block } from '../blocks/block';
import { activation, dense } from '../blocks/dense';
import { flatten } from '../blocks/shapes';

export const paddings = ['valid', 'same'] as const;

/** Something bent after what is looked at, so that second derivatives reach it from both sides. */
export const head = (): Block[] => [activation('tanh'), flatten(), dense(1)];
export const flatHead = (): Block[] => [activation('tanh'), dense(1)];
/** The same in front of it. */
export const bent = { activation: 'softplus' };

/** Uneven sizes, so that 'same' pads unevenly. */
export const line = [7, 2];
export const image = [6, 7, 2];
export const volume = [4, 5, 4, 1];
