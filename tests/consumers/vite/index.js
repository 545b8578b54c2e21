import { report } from './program.js';

// On the page, then in a worker of it: one backend starts at a time, so that neither waits for a processor.
await report();
const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
worker.onerror = ({ message }) => console.log(JSON.stringify({ error: `in the worker: ${message}` }));
worker.onmessage = ({ data }) => console.log(JSON.stringify(data));
