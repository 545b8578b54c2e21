import { clone, keep, type Scalar, scalar, type Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, checkState } from '../errors';
import { withoutGradients } from '../gradients';
import type { OptimizerState } from '../optimizers';

/** The state, on the device. */
export interface AdaptiveState {
  readonly probability: Tensor;
  /** Over the real images since p last moved: the sum of the signs of their logits, and their number. */
  readonly signs: Tensor;
  readonly images: Tensor;
}

const names = ['probability', 'signs', 'images'] as const;

/** The state between steps, made on the device when it is first asked for. */
export class AdaptiveMemory {
  private state: AdaptiveState | undefined;
  private calls = 0;

  constructor(private readonly initial: number) {}

  read(): AdaptiveState {
    this.state ??= kept({ probability: scalar(this.initial), signs: scalar(0), images: scalar(0) });
    return this.state;
  }

  /** Goes on by a step; `next` is told which, from 1 on. */
  move(next: (state: AdaptiveState, calls: number) => AdaptiveState): void {
    const former = this.read();
    // What stays is copied, so that the former may be freed.
    const moved = withoutGradients(() => copyOf(next(former, this.calls + 1)));
    const calls = this.calls + 1;
    this.dispose();
    this.state = kept(moved);
    this.calls = calls;
  }

  save(): OptimizerState {
    return { updates: this.calls, tensors: this.state ? { ...kept(copyOf(this.state)) } : {} };
  }

  restore(state: OptimizerState): void {
    const { updates, tensors } = checkState(state);
    const { probability, signs, images } = tensors;
    const saved = probability && signs && images ? { probability, signs, images } : undefined;
    const isSaved = saved ? names.every((name) => isScalar(saved[name])) : Object.keys(tensors).length === 0;
    if (!isSaved) {
      const came = Object.keys(tensors).join(', ');
      throw new ArgumentError(
        'state',
        `holds the tensors ${came}; expected scalars ${names.join(', ')}, as save() gave.`,
      );
    }
    const copies = saved && kept(copyOf(saved));
    this.dispose();
    this.state = copies;
    this.calls = updates;
  }

  dispose(): void {
    if (this.state) for (const name of names) this.state[name].dispose();
    this.state = undefined;
    this.calls = 0;
  }
}

function kept(state: AdaptiveState): AdaptiveState {
  for (const name of names) keep(state[name]);
  return state;
}

function copyOf({ probability, signs, images }: AdaptiveState): AdaptiveState {
  return { probability: clone(probability), signs: clone(signs), images: clone(images) };
}

function isScalar(value: Tensor): value is Scalar {
  return value.size === 1 && value.dtype === 'float32';
}
