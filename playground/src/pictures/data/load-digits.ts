import digitsUrl from 'virtual:packed-digits';
import { digitSide, unpackDigits } from './packed-digits';
import type { PictureSet } from './picture-set';

let loading: Promise<PictureSet> | undefined;

/** The digits, loaded when they are first asked for. */
export function loadDigits(): Promise<PictureSet> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined; // another try may reach the server
    throw error;
  });
  return loading;
}

async function load(): Promise<PictureSet> {
  const answer = await fetch(digitsUrl);
  if (!answer.ok || !answer.body)
    throw new Error(`The digits could not be loaded: the server says ${answer.status}.`);
  const bytes = await new Response(answer.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  return { shape: [digitSide, digitSide, 1], ...unpackDigits(new Uint8Array(bytes)) };
}
