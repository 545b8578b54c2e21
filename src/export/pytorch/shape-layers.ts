import { idleLayers, refuseChannelsFirst, refuseOpenSizes } from '../network/common-refusals';
import type { NetworkNode } from '../network/network';
import { axisIn } from '../network/two-layouts';
import type { PythonClass } from './python-classes';
import type { TorchModules } from './torch-modules';
import type { TorchTranslations } from './torch-translations';

const unchanged: TorchTranslations[string] = {
  add: (modules, node) => modules.addInEither(node, ([x]) => x!),
};

/** Layers that arrange values anew, join them, or leave them as they are. */
export const shapeLayers: TorchTranslations = {
  ...Object.fromEntries(idleLayers.map((name) => [name, unchanged])),
  Flatten: { refusal: refuseChannelsFirst, add: addReshape },
  Reshape: {
    refusal: refuseOpenSizes,
    add: addReshape,
  },
  Permute: inLast((modules, { layer: { config } }) => {
    return `${modules.own('Permute')}(${[0, ...(config.dims as number[])].join(', ')})`;
  }),
  RepeatVector: inLast((modules, { layer: { config } }) => `${modules.own('Repeat')}(${config.n})`),
  Rescaling: {
    add: (modules, node) =>
      modules.addInEither(node, ([x]) => {
        const { scale, offset = 0 } = node.layer.config as { scale: number; offset?: number };
        return modules.add(node.layer, '', `${modules.own('Rescale')}(${scale}, ${offset})`, [x!]);
      }),
  },
  Concatenate: {
    add: (modules, node) =>
      modules.addInEither(node, (variables, layout) => {
        const rank = node.output.shape.length;
        const axis = axisIn(layout, node.layer.config.axis as number, rank);
        const code = `${modules.own('Concatenate')}(${axis})`;
        return modules.add(node.layer, '', code, variables);
      }),
  },
  Add: merge('Add'),
  Average: merge('Average'),
  Multiply: merge('Multiply'),
  Maximum: merge('Maximum'),
  Minimum: merge('Minimum'),
};

/** A layer of one module that wants the channels last. */
function inLast(code: (modules: TorchModules, node: NetworkNode) => string): TorchTranslations[string] {
  return {
    add: (modules, node) =>
      modules.addIn('last', node, ([x]) => modules.add(node.layer, '', code(modules, node), [x!])),
  };
}

function addReshape(modules: TorchModules, node: NetworkNode): void {
  const sizes = node.output.shape.slice(1).map((size) => size ?? -1);
  modules.addIn('last', node, ([x]) => {
    const code = sizes.length === 1 ? 'nn.Flatten()' : `${modules.own('Reshape')}(${sizes.join(', ')})`;
    return modules.add(node.layer, '', code, [x!]);
  });
}

/** Layers that join values place by place. One of fewer dimensions gets the missing ones behind the batch. */
function merge(name: PythonClass): TorchTranslations[string] {
  return {
    add: (modules, node) => {
      const rank = Math.max(...node.inputs.map(({ shape }) => shape.length));
      const join = (variables: readonly string[]) =>
        modules.add(node.layer, '', `${modules.own(name)}()`, variables);
      if (node.inputs.every(({ shape }) => shape.length === rank)) {
        modules.addInEither(node, join);
        return;
      }
      modules.addIn('last', node, (variables) => {
        const widened = variables.map((variable, index) => {
          const { shape } = node.inputs[index]!;
          if (shape.length === rank) return variable;
          const sizes = [
            ...Array<number>(rank - shape.length).fill(1),
            ...shape.slice(1).map((size) => size ?? -1),
          ];
          const code = `${modules.own('Reshape')}(${sizes.join(', ')})`;
          return modules.add(node.layer, `widened_${index}`, code, [variable]);
        });
        return join(widened);
      });
    },
  };
}
