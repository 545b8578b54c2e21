import { table } from '../../bench/table';
import { type Caution, measuringCautions, trainingCautions, warningOf } from './cautions';
import { fewestSamples } from './fewest-samples';
import { measuringRefusals } from './measuring-refusals';
import { messageOf, type Refusal } from './refusal';
import { trainingRefusals } from './training-refusals';

/** The sections of docs/limits.md that say what happens, by their names: each message is what came when it was tried. */
export const tables: Readonly<Record<string, () => Promise<string>>> = {
  'training-refusals': () => refusalTable(trainingRefusals),
  'measuring-refusals': () => refusalTable(measuringRefusals),
  'fewest-samples': async () => table(['What', 'Samples of each side'], await fewestSamples()),
  'training-cautions': () => cautionTable(trainingCautions),
  'measuring-cautions': () => cautionTable(measuringCautions),
};

async function refusalTable(refusals: readonly Refusal[]): Promise<string> {
  const rows: string[][] = [];
  for (const refusal of refusals) rows.push([refusal.what, refusal.why, cell(await messageOf(refusal))]);
  return table(['What', 'Why', 'The message'], rows);
}

async function cautionTable(cautions: readonly Caution[]): Promise<string> {
  const rows: string[][] = [];
  for (const caution of cautions) rows.push([caution.what, cell(await warningOf(caution))]);
  return table(['What', 'The warning'], rows);
}

function cell(message: string): string {
  return message.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
}
