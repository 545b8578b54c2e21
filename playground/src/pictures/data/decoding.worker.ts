// Decodes and scales pictures, off the page's thread.

// By import(): see training.worker.ts.
const loaded = import('./answer-with-pictures');

self.onmessage = async ({ data }) => (await loaded).answerWithPictures(data);

export {};
