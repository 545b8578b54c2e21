import { help } from '../../../threads/assembly/share';
import { awaitChunk, becomeHelper, kindOfJob, tellChunksDone } from '../../../threads/assembly/thread-pool';
import { Activate, ActivationGradient } from './activations';
import { Adam } from './adam';
import { Combine } from './arithmetic';
import { BatchNorm } from './batch-norm';
import { ConvolutionInputGradient, Convolve } from './convolution';
import { DepthwiseFilterGradient, DepthwiseInputGradient } from './depthwise';
import { FilterBlocks, FilterRows, PackBlocks } from './filter-gradient';
import { takeGeometry } from './geometry';
import { Job } from './jobs';
import { LayerNorm, LayerNormGradient } from './layer-norm';
import { LayerNormScaleGradient, LayerNormStatistics } from './layer-norm-scale';
import { DropoutMask, NormalNoise } from './noise';
import { Pack } from './pack';
import { PoolGradient } from './pooling';
import { MultiplyColumns, MultiplyRows } from './product';
import { ResizeGradient } from './resizing';
import { RmsProp } from './rms-prop';
import { Sgd } from './sgd';
import { SumColumns, SumLongRow, SumRows } from './sums';
import { FilterOfPoints, MultiplyPoint, TransformTiles } from './winograd-filter-gradient';
import { PackPoint, TransformFilter, WinogradTiles } from './winograd-jobs';

/** Serves as the thread of this number until the pool is told to stop. */
export function serve(number: i32): void {
  becomeHelper(number);
  for (let chunk = awaitChunk(); chunk >= 0; chunk = awaitChunk()) {
    takeGeometry();
    helpWith(kindOfJob(), chunk);
    tellChunksDone();
  }
}

function helpWith(kind: i32, chunk: i32): void {
  if (kind === Job.Activate) help<Activate>(chunk);
  else if (kind === Job.ActivationGradient) help<ActivationGradient>(chunk);
  else if (kind === Job.Adam) help<Adam>(chunk);
  else if (kind === Job.RmsProp) help<RmsProp>(chunk);
  else if (kind === Job.Sgd) help<Sgd>(chunk);
  else if (kind === Job.Arithmetic) help<Combine>(chunk);
  else if (kind === Job.BatchNorm) help<BatchNorm>(chunk);
  else if (kind === Job.LayerNorm) help<LayerNorm>(chunk);
  else if (kind === Job.LayerNormGradient) help<LayerNormGradient>(chunk);
  else if (kind === Job.LayerNormStatistics) help<LayerNormStatistics>(chunk);
  else if (kind === Job.LayerNormScaleGradient) help<LayerNormScaleGradient>(chunk);
  else if (kind === Job.SumColumns) help<SumColumns>(chunk);
  else if (kind === Job.SumRows) help<SumRows>(chunk);
  else if (kind === Job.SumLongRow) help<SumLongRow>(chunk);
  else if (kind === Job.Pack) help<Pack>(chunk);
  else if (kind === Job.MultiplyRows) help<MultiplyRows>(chunk);
  else if (kind === Job.MultiplyColumns) help<MultiplyColumns>(chunk);
  else if (kind === Job.Convolve) help<Convolve>(chunk);
  else if (kind === Job.ConvolutionInputGradient) help<ConvolutionInputGradient>(chunk);
  else if (kind === Job.PackBlocks) help<PackBlocks>(chunk);
  else if (kind === Job.FilterRows) help<FilterRows>(chunk);
  else if (kind === Job.FilterBlocks) help<FilterBlocks>(chunk);
  else if (kind === Job.DepthwiseFilterGradient) help<DepthwiseFilterGradient>(chunk);
  else if (kind === Job.DepthwiseInputGradient) help<DepthwiseInputGradient>(chunk);
  else if (kind === Job.PoolGradient) help<PoolGradient>(chunk);
  else if (kind === Job.ResizeGradient) help<ResizeGradient>(chunk);
  else if (kind === Job.DropoutMask) help<DropoutMask>(chunk);
  else if (kind === Job.NormalNoise) help<NormalNoise>(chunk);
  else if (kind === Job.TransformFilter) help<TransformFilter>(chunk);
  else if (kind === Job.PackPoint) help<PackPoint>(chunk);
  else if (kind === Job.WinogradTiles) help<WinogradTiles>(chunk);
  else if (kind === Job.TransformTiles) help<TransformTiles>(chunk);
  else if (kind === Job.MultiplyPoint) help<MultiplyPoint>(chunk);
  else if (kind === Job.FilterOfPoints) help<FilterOfPoints>(chunk);
  else unreachable();
}
