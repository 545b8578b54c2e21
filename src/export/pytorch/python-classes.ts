/** Modules that PyTorch has no class of its own for, in the words of Python. */
export const pythonClasses = {
  Permute: `class Permute(nn.Module):
    def __init__(self, *order):
        super().__init__()
        self.order = order

    def forward(self, x):
        return x.permute(*self.order)`,

  Reshape: `class Reshape(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.shape = shape

    def forward(self, x):
        return x.reshape(x.shape[0], *self.shape)`,

  Repeat: `class Repeat(nn.Module):
    def __init__(self, times):
        super().__init__()
        self.times = times

    def forward(self, x):
        return x.unsqueeze(1).expand(-1, self.times, -1)`,

  Rescale: `class Rescale(nn.Module):
    def __init__(self, scale, offset):
        super().__init__()
        self.scale, self.offset = scale, offset

    def forward(self, x):
        return x * self.scale + self.offset`,

  HardSigmoid: `class HardSigmoid(nn.Module):  # of slope 0.2, where PyTorch's own has 1/6
    def forward(self, x):
        return (0.2 * x + 0.5).clamp(0, 1)`,

  Slopes: `class Slopes(nn.Module):  # a PReLU with a slope for each place
    def __init__(self, *shape):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(shape))

    def forward(self, x):
        return torch.where(x > 0, x, x * self.weight)`,

  Bilinear: `class Bilinear(nn.Module):  # pixel i of the result lies at i / factor, as TensorFlow has it
    def __init__(self, *factors):
        super().__init__()
        self.factors = factors

    def forward(self, x):
        sizes = [size * factor for size, factor in zip(x.shape[2:], self.factors)]
        wider = nn.functional.pad(x, (0, 1, 0, 1), mode='replicate')
        corners = [size + 1 for size in sizes]
        y = nn.functional.interpolate(wider, size=corners, mode='bilinear', align_corners=True)
        return y[:, :, :sizes[0], :sizes[1]]`,

  PaddedAverage: `class PaddedAverage(nn.Module):  # more zeros behind than before, and none of them counts
    def __init__(self, size, stride, padding):
        super().__init__()
        self.size, self.stride, self.padding = size, stride, padding

    def forward(self, x):
        pool = nn.functional.avg_pool2d if x.dim() == 4 else nn.functional.avg_pool1d
        sums = [pool(nn.functional.pad(each, self.padding), self.size, self.stride)
                for each in (x, torch.ones_like(x))]
        return sums[0] / sums[1]`,

  Concatenate: `class Concatenate(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, *inputs):
        return torch.cat(inputs, self.dim)`,

  Add: `class Add(nn.Module):
    def forward(self, first, *others):
        for each in others:
            first = first + each
        return first`,

  Average: `class Average(nn.Module):
    def forward(self, *inputs):
        total = inputs[0]
        for each in inputs[1:]:
            total = total + each
        return total / len(inputs)`,

  Multiply: `class Multiply(nn.Module):
    def forward(self, first, *others):
        for each in others:
            first = first * each
        return first`,

  Maximum: `class Maximum(nn.Module):
    def forward(self, first, *others):
        for each in others:
            first = torch.maximum(first, each)
        return first`,

  Minimum: `class Minimum(nn.Module):
    def forward(self, first, *others):
        for each in others:
            first = torch.minimum(first, each)
        return first`,
} as const;

/** A name of one of these classes. */
export type PythonClass = keyof typeof pythonClasses;
