import { describeConformance } from './suite';

// Second order is tested on these by tests/gradients, row by row.
const tolerance = { losses: 2e-6, secondOrder: 1e-5, training: 5e-5 };
describeConformance({ backend: 'cpu', tolerance, everyRow: Infinity });
describeConformance({ backend: 'wasm', tolerance, everyRow: Infinity });
