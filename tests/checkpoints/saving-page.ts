import { decodeCheckpoint, encodeCheckpoint, indexedDbStore, type StoredTensor } from 'gan-core/checkpoints';

// Tells its server what is stored, then stores one checkpoint after another, and says before each that it begins and after it
// that it is safe. The server answers when it likes, and kills the browser when it likes.
const tell = (what: string, step: number) => fetch(`/${what}?step=${step}`, { method: 'POST' });

try {
  const store = indexedDbStore('kills');
  let step = 0;
  for (const { step: stored } of await store.list()) {
    const { tensors } = await decodeCheckpoint((await store.read(stored))!);
    if (!tensors.weights!.values.every((value) => value === stored))
      throw new Error(`step ${stored} is torn`);
    step = stored;
  }
  await store.read('latest');
  await tell('found', step);
  for (;;) {
    step++;
    const weights: StoredTensor = {
      dtype: 'float32',
      shape: [500_000],
      values: new Float32Array(500_000).fill(step),
    };
    const checkpoint = await encodeCheckpoint({ step, score: 1 / step, tensors: { weights }, state: null });
    await tell('begin', step);
    await store.write(checkpoint);
    await tell('safe', step);
  }
} catch (error) {
  await fetch('/failed', { method: 'POST', body: String(error) });
}
