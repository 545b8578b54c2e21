// JPEGs of 24 by 16 pixels, made by cjpeg 2.1.5 of libjpeg-turbo of the pixels that `colorAt` and `grayAt` tell.

/** The colors of the pixels of `baseline` and `progressive`. */
export const colorAt = (x: number, y: number) => [10 * x, 15 * y, 255 - 5 * x - 8 * y] as const;

/** The gray of the pixels of `gray`. */
export const grayAt = (x: number) => 10 * x;

/** By `-quality 95 -optimize -sample 1x1`. */
export const baseline =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/wAARCAAQABgDAREAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABwj/xAAbEAABBQEBAAAAAAAAAAAAAAAABggkMqIBFP/EABgBAQADAQAAAAAAAAAAAAAAAAgFBwkK/8QAHREAAgICAwEAAAAAAAAAAAAAAAYiMgehAQIhMf/aAAwDAQACEQMRAD8AgRJtvrAyajM2UrT2VSnOdZCak23154Mh5ZspfZ7FanOdZCck231gZDyzZStPYrU50rIYUm2+sDJGM2Uve09nPinOdZCck231gZDwzZS85mK1Oc6yE1JtvrAyHpmyl72nsVqc51kf/9k=';

/** By `-quality 90 -progressive`; its colors have half the resolution. */
export const progressive =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wgARCAAQABgDASIAAhEBAxEB/8QAFwAAAwEAAAAAAAAAAAAAAAAAAAUGB//EABYBAQEBAAAAAAAAAAAAAAAAAAcFBv/aAAwDAQACEAMQAAAByt1dOtNBhTVAyY//xAAWEAADAAAAAAAAAAAAAAAAAAAAAwX/2gAIAQEAAQUCVNFTRU0VNFTRU0//xAAaEQACAgMAAAAAAAAAAAAAAAAABQEhBCMx/9oACAEDAQE/AU7nlmI51RZ//8QAGxEAAgEFAAAAAAAAAAAAAAAAAAYEBSIjMTL/2gAIAQIBAT8BqbTu4kNGTo//xAAVEAEBAAAAAAAAAAAAAAAAAAAAMf/aAAgBAQAGPwKIiIj/xAAVEAEBAAAAAAAAAAAAAAAAAAAAMf/aAAgBAQABPyFJEiRIkf/aAAwDAQACAAMAAAAQKD//xAAUEQEAAAAAAAAAAAAAAAAAAAAQ/9oACAEDAQE/EDEf/8QAFxEBAAMAAAAAAAAAAAAAAAAAACHB8f/aAAgBAgEBPxDQTrP/xAAXEAEBAQEAAAAAAAAAAAAAAAAA8THB/9oACAEBAAE/EMOUFBQUFBf/2Q==';

/** By `-quality 95 -optimize -grayscale`. */
export const gray =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/wAALCAAQABgBAREA/8QAFQABAQAAAAAAAAAAAAAAAAAACQr/xAAXEAADAQAAAAAAAAAAAAAAAAAACESB/9oACAEBAAA/ACLUmXBQFJlwUBSZcJf1JlwUBSZcFAUmXD//2Q==';

/** The bytes of one of these. */
export const jpeg = (base64: string) => Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));

/** `baseline` with an EXIF note that tells an orientation, as a camera writes it. */
export function withOrientation(orientation: number, isLittleEndian: boolean): Uint8Array<ArrayBuffer> {
  const word = (value: number) => (isLittleEndian ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const long = (value: number) => (isLittleEndian ? [...word(value), 0, 0] : [0, 0, ...word(value)]);
  const order = isLittleEndian ? [0x49, 0x49] : [0x4d, 0x4d];
  const entry = [...word(0x0112), ...word(3), ...long(1), ...word(orientation), 0, 0];
  const tiff = [...order, ...word(42), ...long(8), ...word(1), ...entry, ...long(0)];
  const note = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const bytes = jpeg(baseline);
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, note.length + 2, ...note, ...bytes.subarray(2)]);
}

/** Where a stored pixel stands once the picture of an orientation is upright: column and row. */
export const uprightPlaces: readonly ((x: number, y: number) => readonly [number, number])[] = [
  (x, y) => [x, y],
  (x, y) => [23 - x, y],
  (x, y) => [23 - x, 15 - y],
  (x, y) => [x, 15 - y],
  (x, y) => [y, x],
  (x, y) => [15 - y, x],
  (x, y) => [15 - y, 23 - x],
  (x, y) => [y, 23 - x],
];
