// Measures beside the training, on one thread: the others are the training's.

// By import(): see training.worker.ts.
const loaded = import('./answer-with-kid');

self.onmessage = async ({ data }) => (await loaded).answerWithKid(data);

export {};
