import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll } from 'vitest';

// Where files share a process, none may depend on the backend that the one before it left.
beforeAll(() => tf.setBackend('cpu'));
