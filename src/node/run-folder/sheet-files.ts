import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type RunCallback, type SampleSheetOptions, sampleSheet } from '../../callbacks';
import { imageGrid, type Pixels } from '../../figures';
import type { PixelScale } from '../../images';
import { unwritable, warnOfWrite } from '../files/append-file';

/** The samples of a run's sheets, and how they are drawn. */
export interface SheetOptions extends Omit<SampleSheetOptions, 'onSheet' | 'onReal'> {
  /** Pictures in a row. Default: about as many as there are rows. */
  readonly columns?: number;
  /** Scaling of the samples: `'tanh'` (the default) is −1 to 1, `'unit'` 0 to 1. */
  readonly scale?: PixelScale;
  /**
   * Draws samples that are no pictures, or pictures in another way. Default: a grid of pictures, and nothing for samples that are
   * none.
   */
  readonly draw?: (samples: Tensor, moment: { readonly step: number }) => Pixels | Promise<Pixels>;
}

/** Sheet of samples, as it is shown elsewhere than in its file. */
interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly png: Uint8Array;
}

/**
 * Makes a callback that writes sheets of samples into a run's folder: `reals.png`, and `fakes-000200.png` after step 200.
 *
 * @param options - what is drawn
 * @param folder - the run's folder
 * @param encode - makes a PNG of pixels
 * @param show - shows a sheet elsewhere too
 */
export function sheetFiles(
  options: SheetOptions,
  folder: string,
  encode: (pixels: Pixels) => Promise<Uint8Array>,
  show: (step: number, tag: string, sheet: Sheet) => Promise<void>,
): RunCallback {
  const { columns, scale = 'tanh', draw, ...drawn } = options;
  const drawing = draw ?? ((samples: Tensor) => imageGrid(samples, { scale, ...(columns && { columns }) }));
  const write = async (samples: Tensor, step: number, tag: 'reals' | 'fakes') => {
    if (!draw && !arePictures(samples)) return;
    const pixels = await drawing(samples, { step });
    const png = await encode(pixels);
    const file = join(folder, tag === 'reals' ? 'reals.png' : `fakes-${String(step).padStart(6, '0')}.png`);
    try {
      await writeFile(file, png);
    } catch (error) {
      if (step === 0) throw unwritable('folder', file, error);
      warnOfWrite(file, error, 'Training goes on without it.');
    }
    await show(step, tag, { width: pixels.width, height: pixels.height, png });
  };
  return sampleSheet({
    ...drawn,
    onReal: (samples) => write(samples, 0, 'reals'),
    onSheet: (samples, { step }) => write(samples, step, 'fakes'),
  });
}

function arePictures({ rank, shape, dtype }: Tensor): boolean {
  return rank === 4 && dtype === 'float32' && [1, 3, 4].includes(shape[3]!);
}
