import { type Histogram, histogram } from './histogram';
import { bytes, double, doubles, float, integer, message, text } from './protobuf';
import { tfRecord } from './tf-record';

// Events as tensorboard/compat/proto/event.proto and summary.proto have them. Of each kind of value the form that is in use since
// 2015, which TensorBoard converts as it reads: simple_value, image and histo.

/** A picture that TensorBoard can show. */
export interface EncodedImage {
  /** Width in pixels. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  /** The PNG file. */
  readonly png: Uint8Array;
}

/** The event that every file begins with. */
export function versionEvent(): Uint8Array {
  return event(0, text(3, 'brain.Event:2'));
}

/** The event that has TensorBoard forget what came for this step and later ones: the run goes on from an earlier state. */
export function restartEvent(step: number): Uint8Array {
  const START = 1;
  return event(step, bytes(7, integer(1, START)));
}

/** An event with values: a number each. */
export function scalarsEvent(step: number, scalars: Readonly<Record<string, number>>): Uint8Array {
  const values = Object.entries(scalars).map(([tag, value]) => bytes(1, text(1, tag), float(2, value)));
  return event(step, bytes(5, ...values));
}

/** An event with a picture. */
export function imageEvent(step: number, tag: string, { width, height, png }: EncodedImage): Uint8Array {
  const RGB = 3;
  const image = [integer(1, height), integer(2, width), integer(3, RGB), bytes(4, png)];
  return event(step, bytes(5, bytes(1, text(1, tag), bytes(4, ...image))));
}

/** An event with the distribution of values, a list each. */
export function histogramsEvent(
  step: number,
  lists: Readonly<Record<string, ArrayLike<number>>>,
): Uint8Array {
  const values = Object.entries(lists).map(([tag, values]) =>
    bytes(1, text(1, tag), bytes(5, histogramMessage(histogram(values)))),
  );
  return event(step, bytes(5, ...values));
}

function histogramMessage({ min, max, num, sum, sumSquares, limits, counts }: Histogram): Uint8Array {
  return message(
    ...[min, max, num, sum, sumSquares].map((value, index) => double(index + 1, value)),
    doubles(6, limits),
    doubles(7, counts),
  );
}

/** A record of one event, which happened now. */
function event(step: number, what: Uint8Array): Uint8Array {
  return tfRecord(message(double(1, Date.now() / 1000), integer(2, step), what));
}
