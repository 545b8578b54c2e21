import type { TrainingReport } from 'gan-core/trainer';
import type { PlaneSettings } from '../settings/plane-settings';

/** What the page asks of the worker that trains. */
export type TrainingRequest =
  | { readonly type: 'open'; readonly settings: PlaneSettings; readonly checkpoint?: Uint8Array }
  /** `wish` counts what the reader wants of the training: only the latest counts. */
  | { readonly type: 'train'; readonly pace: Pace; readonly wish: number }
  | { readonly type: 'pause'; readonly wish: number }
  | { readonly type: 'step'; readonly of: Turn; readonly wish: number }
  /** What frames are to hold from now on, beside points. */
  | { readonly type: 'want'; readonly wanted: Wanted }
  /** The last frame is on the screen: the next may come. */
  | { readonly type: 'drawn' }
  | { readonly type: 'save'; readonly id: number }
  | { readonly type: 'export'; readonly format: 'tfjs' | 'pytorch' | 'onnx'; readonly id: number };

/** What the page shows of a run beside points. */
export interface Wanted {
  /** The network whose units and weights are shown. */
  readonly inside: NetworkName | null;
  /** Its unit that is shown at full size. */
  readonly unit: UnitPlace | null;
  /** Whether the lengths of both gradients are shown. */
  readonly gradients: boolean;
}

export type NetworkName = 'generator' | 'discriminator';

/** A unit of a network: both count from 0. */
export interface UnitPlace {
  readonly layer: number;
  readonly unit: number;
}

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
  /** The inside of a network, where the page wants it; null where it doesn't, or where the last one is new enough. */
  readonly inside: Inside | null;
  /** Lengths of the gradients at some update since the last frame, where the page wants them; null before there was one. */
  readonly gradients: Readonly<Record<NetworkName, number | null>> | null;
}

/** What a network is made of: its layers from the first on, the output among them. */
export interface Inside {
  readonly network: NetworkName;
  readonly layers: readonly InsideLayer[];
  /** The unit that the page has chosen, on the square as `scores` are. */
  readonly unit: (UnitPlace & { readonly values: Float32Array; readonly side: number }) | null;
}

/** The first units of a layer, and what they take from the first units of the layer before. */
export interface InsideLayer {
  /** Number of units in all. */
  readonly units: number;
  /** Number of inputs in all. */
  readonly inputs: number;
  /** What each shown unit gives, row by row from the lower left: one unit after another. D's over the plane, G's over its noise. */
  readonly values: readonly Float32Array[];
  /** Points along each side. */
  readonly side: number;
  /** Of each shown unit, the weights of the shown inputs. */
  readonly weights: readonly Float32Array[];
  /** Of each shown unit. */
  readonly biases: Float32Array;
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
