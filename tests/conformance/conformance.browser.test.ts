import { describeConformance } from './suite';

const exact = { losses: 2e-6, secondOrder: 1e-5, training: 5e-5 };
// Shaders have their own exponential and logarithm.
const shaders = { losses: 1e-5, secondOrder: 1e-5, training: 1e-4 };

describeConformance({ backend: 'cpu', tolerance: exact, everyRow: 18 });
describeConformance({ backend: 'wasm', tolerance: exact, everyRow: 9, options: { threads: 3 } });
describeConformance({ backend: 'webgl', tolerance: shaders, everyRow: 18 });
describeConformance({ backend: 'webgpu', tolerance: shaders, everyRow: 18 });
