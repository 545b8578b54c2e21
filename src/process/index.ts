export { addUser } from './add-user';
export { processWide } from './process-wide';
