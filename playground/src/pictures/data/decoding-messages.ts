import type { PictureSet } from './picture-set';

/** Files for the worker that decodes. */
export interface DecodingRequest {
  readonly files: readonly File[];
  readonly size: number;
  readonly channels: 1 | 3;
}

export type DecodingAnswer =
  | { readonly type: 'progress'; readonly done: number; readonly of: number }
  /** The pictures, and the names of the files that are none. */
  | { readonly type: 'decoded'; readonly pictures: PictureSet; readonly refused: readonly string[] }
  | { readonly type: 'failed'; readonly message: string };
