import { recordingEngine } from './recording-engine';

/** Whether a gradient is being taken: what runs now is recorded, or, within a backward pass, may be differentiated again. */
export function isTakingGradient(): boolean {
  return recordingEngine().state.gradientDepth > 0;
}
