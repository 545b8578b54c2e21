/**
 * Writes docs/losses.md: what each loss measures, by training a tabular discriminator on it.
 *
 * Run: npm run losses-table
 */
import '@tensorflow/tfjs-backend-cpu';
import { writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { lossesPage } from './losses/losses-page';
import { measureLosses } from './losses/measure-losses';

tf.enableProdMode();
await tf.setBackend('cpu');
writeFileSync('docs/losses.md', lossesPage(measureLosses()));
