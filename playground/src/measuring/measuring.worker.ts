// Measures beside the training: a D that is busy training is no instrument.

// By import(): see training.worker.ts.
const loaded = import('./answer');

self.onmessage = async ({ data }) => (await loaded).answer(data);

export {};
