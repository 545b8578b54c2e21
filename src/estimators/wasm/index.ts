export { KernelMemory } from './kernel-memory';
export { threadsByThemselves } from './threads-by-themselves';
