import type { TrainingReport } from 'gan-core/trainer';
import type { PlaneSettings } from '../settings/plane-settings';

/** What the page asks of the worker that trains. */
export type TrainingRequest =
  | { readonly type: 'open'; readonly settings: PlaneSettings; readonly checkpoint?: Uint8Array }
  /** `wish` counts what the reader wants of the training: only the latest counts. */
  | { readonly type: 'train'; readonly pace: Pace; readonly wish: number }
  | { readonly type: 'pause'; readonly wish: number }
  | { readonly type: 'step'; readonly of: Turn; readonly wish: number }
  /** Whether frames are to show D's hidden units. */
  | { readonly type: 'look-inside'; readonly isWanted: boolean }
  /** The last frame is on the screen: the next may come. */
  | { readonly type: 'drawn' }
  | { readonly type: 'save'; readonly id: number }
  | { readonly type: 'export'; readonly format: 'tfjs' | 'pytorch' | 'onnx'; readonly id: number };

/** As fast as it goes, or turn by turn for people to see. */
export type Pace = 'fast' | 'slow';
/** Who moves in a single step. */
export type Turn = 'discriminator' | 'generator' | 'both';

/** What it answers. */
export type TrainingAnswer =
  | {
      readonly type: 'ready';
      readonly backend: string;
      readonly threads: number | null;
      readonly step: number;
    }
  | { readonly type: 'frame'; readonly frame: PlaneFrame }
  | { readonly type: 'report'; readonly report: TrainingReport }
  | { readonly type: 'turn'; readonly of: Turn | null }
  | {
      readonly type: 'measurable';
      readonly step: number;
      readonly samples: Float32Array;
      readonly seconds: number;
    }
  /** The wish of that number is fulfilled, and nothing trains. */
  | { readonly type: 'paused'; readonly wish: number }
  | ({ readonly type: 'files' } & SentFiles)
  /** Training ended by an error, such as NaN; the run is back at its last good state, and may go on. */
  | { readonly type: 'halted'; readonly message: string }
  /** Settings that came with a checkpoint. */
  | { readonly type: 'settings'; readonly settings: PlaneSettings }
  | { readonly type: 'failed'; readonly message: string };

/** The state of a run as the plane shows it. Points are x and y in turn. */
export interface PlaneFrame {
  readonly step: number;
  readonly real: Float32Array;
  /** Generated from the same noise in each frame, so that points can be followed. */
  readonly generated: Float32Array;
  /** σ(D(x)) on the square, row by row from the lower left, `side` a row. */
  readonly scores: Float32Array;
  readonly side: number;
  /** Where G's loss would move the first generated points, x and y in turn. */
  readonly pulls: Float32Array;
  /** Where a regular grid of noise goes, row by row, or a line of it; empty where noise has more than two values. */
  readonly manifold: Float32Array;
  readonly manifoldSide: number;
  /** D's hidden layers, from the first on, where the page asked for them. */
  readonly hidden: readonly HiddenLayer[];
}

/** The first units of a hidden layer. */
export interface HiddenLayer {
  /** Number of units in all. */
  readonly units: number;
  /** What each unit gives on the square, row by row from the lower left: one unit after another. */
  readonly values: readonly Float32Array[];
  /** Points along each side. */
  readonly side: number;
}

/** Answer to a request for files. */
export interface SentFiles {
  /** That of the request. */
  readonly id: number;
  readonly files: readonly NamedFile[];
  /** Why there are none. */
  readonly problem?: string;
}

/** A file for the reader. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
