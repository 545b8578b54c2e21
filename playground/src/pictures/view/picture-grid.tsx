import { useEffect, useRef } from 'preact/hooks';
import { layOutPictures, type PictureLayout } from './lay-out-pictures';

interface PictureGridProps extends Omit<PictureLayout, 'gap'> {
  /** Null where there are none yet: their place stays empty. */
  readonly pictures: ArrayLike<number> | null;
  /** What a screen reader says of it. */
  readonly label: string;
  /** How many pictures there will be. Default 1. */
  readonly count?: number;
}

const gap = 1;

/** Pictures on a canvas, a pixel of theirs one of the canvas; CSS makes it larger. */
export function PictureGrid({ pictures, label, shape, columns, count = 1 }: PictureGridProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const layout = shape.join();
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const [height, width] = shape;
    context.canvas.width = columns * (width + gap) - gap;
    context.canvas.height = Math.ceil(count / columns) * (height + gap) - gap;
    if (!pictures) return;
    const laid = layOutPictures(pictures, { shape, columns, gap });
    context.canvas.height = laid.height;
    context.putImageData(new ImageData(laid.data, laid.width, laid.height), 0, 0);
  }, [pictures, layout, columns, count]);
  return <canvas ref={canvas} class="pictures" role="img" aria-label={label} />;
}
