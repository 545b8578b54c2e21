export { addUser } from './add-user';
export { isNode } from './is-node';
export { processWide } from './process-wide';
