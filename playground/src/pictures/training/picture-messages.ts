import type { TrainingReport } from 'gan-core/trainer';
import type { SentFiles } from '../../training/messages';
import type { PictureSet } from '../data/picture-set';
import type { PictureSettings } from '../settings/picture-settings';

/** What the page asks of the worker that trains on pictures. */
export type PictureRequest =
  | {
      readonly type: 'open';
      readonly settings: PictureSettings;
      /** None where the pictures aren't there (any more): G can then be looked at, not trained. */
      readonly pictures?: PictureSet;
      readonly checkpoint?: Uint8Array;
    }
  | { readonly type: 'train' }
  | { readonly type: 'pause' }
  /** The last frame is on the screen: the next may come. */
  | { readonly type: 'drawn' }
  /** Another noise for the picture that follows the sliders. */
  | { readonly type: 'noise'; readonly values: Float32Array }
  /** Other ends of the interpolation, by the seeds that they are drawn with. */
  | { readonly type: 'ends'; readonly seeds: readonly [number, number] }
  | { readonly type: 'save'; readonly id: number }
  | { readonly type: 'export'; readonly format: 'tfjs' | 'pytorch' | 'onnx'; readonly id: number };

/** What it answers. */
export type PictureAnswer =
  | {
      readonly type: 'ready';
      readonly backend: string;
      readonly threads: number | null;
      readonly step: number;
      /** The noise that the sliders begin with. */
      readonly noise: Float32Array;
    }
  | { readonly type: 'frame'; readonly frame: PictureFrame }
  /** Of the noise that was asked for last. */
  | { readonly type: 'picture'; readonly picture: Uint8ClampedArray }
  /** Of the ends that were asked for last. */
  | { readonly type: 'strip'; readonly strip: Uint8ClampedArray }
  | { readonly type: 'report'; readonly report: TrainingReport }
  | { readonly type: 'measurable'; readonly step: number; readonly samples: Uint8ClampedArray }
  | { readonly type: 'stage'; readonly stage: Stage }
  | { readonly type: 'paused'; readonly step: number }
  | ({ readonly type: 'files' } & SentFiles)
  /** Settings that came with a checkpoint. */
  | { readonly type: 'settings'; readonly settings: PictureSettings }
  /** Training ended by an error, such as NaN; the run is back at its last good state, and may go on. */
  | { readonly type: 'halted'; readonly message: string }
  | { readonly type: 'failed'; readonly message: string };

/** The state of a run as the page shows it. Pictures are bytes, picture after picture. */
export interface PictureFrame {
  readonly step: number;
  /** Generated from the same noise in each frame. */
  readonly sheet: Uint8ClampedArray;
  /** Generated from the noise of the sliders. */
  readonly picture: Uint8ClampedArray;
  /** Generated on the way from one noise to another. */
  readonly strip: Uint8ClampedArray;
}

/** What G and D did at a step, kept so that readers can be compared with D. */
export interface Stage {
  readonly step: number;
  readonly generated: Uint8ClampedArray;
  /** D's logits on these pictures. */
  readonly generatedLogits: Float32Array;
  /** D's logits on the pictures that `comparedPictures` gives, the first of them: as many as there are logits. */
  readonly realLogits: Float32Array;
}
