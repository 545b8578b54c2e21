// What `#tfjs-gradients` means outside of Node: tfjs-core's own module, which bundlers can load. A file of ours around it,
// so that tfjs-core stays external where a bundler is told to leave it out.
// A gradient asks a flag of tfjs's when it is registered. Bundlers that split several pages into pieces may put the flags
// into another one, so that they must be asked for first.
import '@tensorflow/tfjs-core/dist/flags.js';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
