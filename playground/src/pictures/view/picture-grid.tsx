import { useEffect, useRef } from 'preact/hooks';
import { layOutPictures, type PictureLayout } from './lay-out-pictures';

interface PictureGridProps extends Omit<PictureLayout, 'gap'> {
  readonly pictures: ArrayLike<number> | null;
  /** What a screen reader says of it. */
  readonly label: string;
  readonly gap?: number;
}

/** Pictures on a canvas, a pixel of theirs one of the canvas; CSS makes it larger. */
export function PictureGrid({ pictures, label, shape, columns, gap = 1 }: PictureGridProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const layout = shape.join();
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !pictures) return;
    const { width, height, data } = layOutPictures(pictures, { shape, columns, gap });
    context.canvas.width = width;
    context.canvas.height = height;
    context.putImageData(new ImageData(data, width, height), 0, 0);
  }, [pictures, layout, columns, gap]);
  return (
    <canvas ref={canvas} class="pictures" width={shape[1]} height={shape[0]} role="img" aria-label={label} />
  );
}
