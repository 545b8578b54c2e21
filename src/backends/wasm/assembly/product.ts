import { jobOf, share } from '../../../threads/assembly/share';
import { thread, threads } from '../../../threads/assembly/thread-pool';
import { Job } from './jobs';
import { FusedActivation } from './operation-codes';
import { depthBlock, packColumns, packedBytes, packStrip, packTogether } from './pack';
import { multiplyRows, multiplyStrip, tileBytes, tileColumns, tileRows } from './tile';
import { setTileTarget } from './tile-target';

/** Columns that are multiplied before the rows move on: their panels then stay in the second-level cache. */
const columnBlock: i32 = 128;
/** Multiplications of a chunk, at least: some microseconds. */
const chunkWork: i32 = 1 << 16;
/** A B of more numbers doesn't stay in the second-level cache. */
const largeB: i32 = 1 << 17;

/** The bytes that a product of this depth and width needs: what each thread's tiles need, and the packed right operand. */
export function productWorkspace(columns: i32, depth: i32): usize {
  return spareOfThreads() + packedBytes(columns, depth);
}

/** A tile that overhangs, and a strip of columns laid side by side; a multiple of 64. */
function spareBytes(): usize {
  return (tileBytes + 63 + tileRows * depthBlock * 4) & ~63;
}

/** Bytes of that for all threads, which any workspace with tiles begins with. */
export function spareOfThreads(): usize {
  return <usize>threads * spareBytes();
}

/** C = A·B, plus a bias, through an activation. A is rows x depth, or its transpose; B depth x columns, or its transpose. */
export function multiply(
  a: usize,
  transposeA: bool,
  b: usize,
  transposeB: bool,
  c: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  bias: usize,
  activation: i32,
  slope: f32,
  workspace: usize,
): void {
  const packed = workspace + spareOfThreads();
  // A wide product of few rows: each thread packs what it multiplies.
  const byColumns = columns >= 4 * columnBlock && rows <= 2 * columnBlock && threads > 1;
  if (!byColumns) packTogether(b, transposeB, columns, depth, packed);
  const job = jobOf<Product>();
  job.a = a;
  job.transposeA = transposeA;
  job.b = b;
  job.transposeB = transposeB;
  job.packed = packed;
  job.c = c;
  job.rows = rows;
  job.columns = columns;
  job.depth = depth;
  job.bias = bias;
  job.activation = activation;
  job.slope = slope;
  job.workspace = workspace;
  if (byColumns) {
    job.sizeOfChunk = columnsOfChunk(rows, depth);
    share<MultiplyColumns>(Job.MultiplyColumns, (columns + job.sizeOfChunk - 1) / job.sizeOfChunk);
  } else {
    job.sizeOfChunk = rowsOfChunk(rows, columns, depth);
    share<MultiplyRows>(Job.MultiplyRows, (rows + job.sizeOfChunk - 1) / job.sizeOfChunk);
  }
}

/** Rows of a chunk, of a product so wide and so deep. */
function rowsOfChunk(rows: i32, columns: i32, depth: i32): i32 {
  const tiles = (rows + tileRows - 1) / tileRows;
  if (threads === 1) return max(1, tiles) * tileRows;
  // A row's numbers must be stored too: they count as much as a depth of 16.
  const perRow = ((max(1, columns) + 7) & ~7) * (depth + 16);
  const enough = (chunkWork / tileRows + perRow - 1) / perRow;
  // A B that the second-level cache doesn't hold is read anew by each chunk: then chunks have more rows, while they go round.
  const together = perRow > largeB ? max(2, min(12, tiles / (4 * threads))) : 2;
  return max(together, min(tiles, enough)) * tileRows;
}

function columnsOfChunk(rows: i32, depth: i32): i32 {
  const perColumn = max(1, rows) * max(1, depth);
  const enough = (chunkWork / tileColumns + perColumn - 1) / perColumn;
  return max(4, min(columnBlock / tileColumns, enough)) * tileColumns;
}

@unmanaged
class Product {
  a: usize;
  transposeA: bool;
  b: usize;
  transposeB: bool;
  packed: usize;
  c: usize;
  rows: i32;
  columns: i32;
  depth: i32;
  bias: usize;
  activation: i32;
  slope: f32;
  workspace: usize;
  sizeOfChunk: i32;
}

@unmanaged
export class MultiplyRows extends Product {
  compute(chunk: i32): void {
    const first = chunk * this.sizeOfChunk;
    const stride = (<usize>(this.transposeA ? this.rows : this.depth)) << 2;
    multiplyPacked(
      this.a + (this.transposeA ? (<usize>first) << 2 : <usize>first * stride),
      stride,
      this.transposeA,
      this.packed,
      this.c + ((<usize>first * <usize>this.columns) << 2),
      min(this.sizeOfChunk, this.rows - first),
      this.columns,
      this.depth,
      false,
      this.bias,
      this.activation,
      this.slope,
      this.workspace,
      0,
      this.columns,
    );
  }
}

@unmanaged
export class MultiplyColumns extends Product {
  compute(chunk: i32): void {
    const first = chunk * this.sizeOfChunk;
    const end = min(first + this.sizeOfChunk, this.columns);
    packColumns(this.b, this.transposeB, this.columns, this.depth, this.packed, first, end);
    multiplyPacked(
      this.a,
      (<usize>(this.transposeA ? this.rows : this.depth)) << 2,
      this.transposeA,
      this.packed,
      this.c,
      this.rows,
      this.columns,
      this.depth,
      false,
      this.bias,
      this.activation,
      this.slope,
      this.workspace,
      first,
      end,
    );
  }
}

/**
 * The product with a B that is packed already, in the columns from `from`, a multiple of eight, to `to`; `stride` is the bytes from
 * one row of A, or of its transpose, to the next. With `adds`, it is added to what C holds. The workspace is that of all threads.
 */
export function multiplyPacked(
  a: usize,
  stride: usize,
  transposeA: bool,
  packed: usize,
  c: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  adds: bool,
  bias: usize,
  activation: i32,
  slope: f32,
  workspace: usize,
  from: i32,
  to: i32,
): void {
  const spare = workspace + <usize>thread * spareBytes();
  const strip = spare + ((tileBytes + 63) & ~63);
  const rowBytes = (<usize>columns) << 2;
  let start: i32 = 0;
  do {
    const steps = min(depthBlock, depth - start);
    const isLast = start + steps >= depth;
    setTileTarget(rowBytes, adds || start > 0, isLast ? activation : FusedActivation.linear, slope, spare);
    const panelBytes = (<usize>(tileColumns * steps)) << 2;
    const along = transposeA ? a + <usize>start * stride : a + ((<usize>start) << 2);
    for (let first = from; first < to; first += columnBlock) {
      const end = min(first + columnBlock, to);
      for (let row: i32 = 0; row < rows; row += tileRows) {
        const height = min(tileRows, rows - row);
        const left = transposeA ? along + ((<usize>row) << 2) : along + <usize>row * stride;
        if (transposeA) packStrip(left, stride, height, steps, strip);
        const target = c + <usize>row * rowBytes;
        let panel = packed + <usize>(first / tileColumns) * panelBytes;
        for (let column = first; column < end; column += tileColumns, panel += panelBytes) {
          const width = min(tileColumns, end - column);
          const at = target + ((<usize>column) << 2);
          const biasAt = bias ? bias + ((<usize>column) << 2) : 0;
          if (transposeA) multiplyStrip(strip, height, steps, panel, at, width, biasAt);
          else multiplyRows(left, stride, height, steps, panel, at, width, biasAt);
        }
      }
    }
    packed += <usize>((columns + tileColumns - 1) / tileColumns) * panelBytes;
    start += steps;
  } while (start < depth);
}
