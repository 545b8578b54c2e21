export { multiply, productWorkspace } from './product';
