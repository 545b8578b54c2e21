// Trains one run on pictures, off the page's thread. A reset is another worker.

// By import(): see training.worker.ts.
const loaded = import('./take-picture-request');

self.onmessage = async ({ data }) => (await loaded).takePictureRequest(data);

export {};
