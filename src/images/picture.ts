/** Decoded picture. A page's `ImageData` is one. */
export interface Picture {
  /** Pixels in a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** Red, green, blue and alpha of each pixel, 0 to 255, not premultiplied; rows from the top, `4 · width · height` in all. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** Picture that is decoded when its turn comes. */
export interface PictureSource {
  /** Name in errors: a path, say. */
  readonly name: string;
  /** None: see {@link LabeledPictureSource}. */
  readonly className?: undefined;
  /** Reads and decodes it, anew in each pass. Whatever it throws says that the picture can't be read. */
  load(): Picture | Promise<Picture>;
}

/** Picture whose class is known. */
export interface LabeledPictureSource extends Omit<PictureSource, 'className'> {
  /** Name of the class that the picture is of. */
  readonly className: string;
}

/** Throws a plain error for what is no decoded picture: the caller knows of which file. */
export function checkPicture(value: unknown): asserts value is Picture {
  const { width, height, data } = (value ?? {}) as Partial<Picture>;
  const isSize = (size: unknown) => Number.isSafeInteger(size) && (size as number) > 0;
  if (!isSize(width) || !isSize(height))
    throw new Error(`it has ${String(width)} by ${String(height)} pixels; expected at least one`);
  const isBytes = data instanceof Uint8Array || data instanceof Uint8ClampedArray;
  if (!isBytes || data.length !== 4 * width! * height!) {
    const came = isBytes ? `${data.length} bytes` : 'no Uint8Array';
    throw new Error(`its data are ${came}; expected 4 · ${width} · ${height} bytes, RGBA`);
  }
}
