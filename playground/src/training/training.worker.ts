// Trains one run in the plane, off the page's thread. A reset is another worker.

// By import(): bundlers then put nothing that other files share into this one. They would import it from there, and WebKit
// runs a worker's own file a second time when it is imported.
const loaded = import('./take-request');

self.onmessage = async ({ data }) => (await loaded).takeRequest(data);

export {};
