import type { PretrainedState } from './pretrained-states';

/** The checkpoint of a trained run, loaded when it is asked for. */
export async function loadPretrained({ name, title }: PretrainedState): Promise<Uint8Array> {
  const answer = await fetch(new URL(`../../pretrained/${name}.bin`, import.meta.url));
  if (!answer.ok || !answer.body)
    throw new Error(`“${title}” could not be loaded: the server says ${answer.status}.`);
  const unpacked = answer.body.pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}
