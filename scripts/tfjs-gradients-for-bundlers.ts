// What `#tfjs-gradients` means outside of Node: tfjs-core's own module, which bundlers can load. A file of ours around it,
// so that tfjs-core stays external where a bundler is told to leave it out.
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
