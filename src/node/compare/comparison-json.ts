import type { Comparison, ComparisonRow, MissingRow } from './comparison';

/** Version of the form below; a field that is renamed or taken out makes it a new one. */
const FORMAT = 1;

/**
 * The comparison as JSON, the same bytes for the same samples and settings. A row has all fields, with null for those that it lacks; a
 * metric that couldn't be run is one with an `error`.
 */
export function comparisonJson(comparison: Comparison, version: string): string {
  const { real, generated, train = null, features, seed, confidence, warnings, rows } = comparison;
  const content = {
    format: FORMAT,
    version,
    real,
    generated,
    train,
    features,
    seed,
    confidence,
    warnings,
    metrics: rows.map((row) => ('estimate' in row ? jsonOf(row) : jsonOfMissing(row))),
  };
  return JSON.stringify(content, undefined, 2);
}

/** Row of the JSON. */
interface JsonRow {
  readonly name: string;
  readonly metric: string;
  readonly title: string;
  readonly looksAt: string;
  readonly value: number | null;
  readonly standardError: number | null;
  readonly interval: readonly [number, number] | null;
  readonly ideal: number | null;
  readonly unit: string | null;
  readonly bound: string | null;
  readonly pValue: number | null;
  readonly sampleSizes: { readonly p: number; readonly q: number } | null;
  readonly warnings: readonly string[];
  readonly error: string | null;
}

function jsonOf({ name, metric, title, ideal, looksAt, estimate, pValue }: ComparisonRow): JsonRow {
  const { value, standardError, interval, unit, bound, sampleSizes, warnings } = estimate;
  return {
    ...{ name, metric, title, looksAt, value, standardError, interval, ideal, unit, bound },
    ...{ pValue: pValue ?? null, sampleSizes, warnings, error: null },
  };
}

function jsonOfMissing({ name, metric, title, looksAt, problem }: MissingRow): JsonRow {
  return {
    ...{ name, metric, title, looksAt, value: null, standardError: null, interval: null },
    ...{ ideal: null, unit: null, bound: null, pValue: null, sampleSizes: null },
    ...{ warnings: [], error: problem },
  };
}
