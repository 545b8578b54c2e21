import { floors, innerFloors } from '../.dependency-cruiser.mjs';

/** What each room holds. */
const contents: Readonly<Record<string, string>> = {
  errors: 'errors, and the checks of arguments',
  process: 'which process this is, and what all copies of gan-core in it share',
  random: 'the seeded random stream',
  math: 'functions that JavaScript lacks, in float64',
  scheduling: 'pauses, and abort signals',
  threads: "what WebAssembly of gan-core's own needs, and threads that share its work",
  descent: 'one step down a loss: its gradients by the weights',
  tfjs: "everything that knows tfjs's inside",
  distributions: 'samplers: latent noise, ring, grid; functions of latents',
  images: 'pictures as training data: streams of batches, pixels to samples',
  checkpoints: 'a run as a file of tensors and JSON; stores in memory and in a browser',
  divergences: 'formulas: numbers in, a number out, float64',
  losses: 'logits in, a scalar out, differentiable',
  backends: "starts a backend and corrects its kernels; wasm's own kernels",
  gradients: "tfjs's gradients made right to second order",
  optimizers: 'Adam and others, with state that can be saved',
  penalties: "terms of D's loss that look at its gradient",
  estimators: 'divergences measured from samples, with intervals',
  models: 'layers for networks: spectral normalization; standing statistics',
  augmentation: "changes of D's samples, differentiable: DiffAugment, ADA",
  metrics: 'measures of a generator, by features of its samples',
  figures: 'samples and curves as pixels and SVG',
  trainer: 'the Trainer: one step, one run, reports, callbacks',
  callbacks: 'what takes part in runs: logs, metrics, early stops, sample sheets, warnings',
  export: 'networks as files of tfjs-layers, PyTorch and ONNX',
  node: "the program `gan-core`, a folder's pictures as training data, run folders, checkpoints as files, PNG files",
};

/** The floors of src, the highest on top, by .dependency-cruiser.mjs; a room's inner floors stand below its name. */
export function floorsPicture(): string {
  const root = line('', 'index.ts', "what `import 'gan-core'` gives");
  const stories = floors.map((rooms, index) => story(rooms, index + 1)).reverse();
  return ['```text', line('floor', 'room', 'what it holds'), root, ...stories.flat(), '```'].join('\n');
}

function story(rooms: readonly string[], floor: number): string[] {
  return rooms.flatMap((room, index) => {
    const text = contents[room];
    if (text === undefined) throw new Error(`scripts/floors-picture.ts: say what src/${room} holds.`);
    return [line(index === 0 ? `${floor}` : '', room, text), ...innerStories(room)];
  });
}

function innerStories(room: string, indent = '  '): string[] {
  return [...(innerFloors[room] ?? [])].reverse().flatMap((folders) => [
    line('', '', `${indent}${folders.join('  ')}`),
    ...folders.flatMap((folder) => {
      const nested = innerStories(`${room}/${folder}`, '');
      return nested.map((each, index) => withName(each, index === 0 ? `${folder}/` : '', indent));
    }),
  ]);
}

/** A line of a room's floor, moved to the right, behind the name of the folder that it is of. */
function withName(text: string, name: string, indent: string): string {
  return line('', '', `${indent}  ${name.padEnd(7)} ${text.trim()}`);
}

function line(floor: string, room: string, text: string): string {
  return `${floor.padStart(5)}  ${room.padEnd(14)} ${text}`.trimEnd();
}
