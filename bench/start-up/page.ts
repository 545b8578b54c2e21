import { firstStep } from './first-step';

// A page's clock begins where the page is asked for.
Object.assign(globalThis, { started: firstStep(0) });
