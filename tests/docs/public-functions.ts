import { relative } from 'node:path';
import ts from 'typescript';
import { entry } from '../../tsup.config';
import { compile, root } from './program';

/** A function or a class that users can import. */
export interface PublicFunction {
  readonly name: string;
  /** The file that declares it. */
  readonly page: string;
  /** The texts of its `@example`s, in Markdown, and the line of the file where each begins. */
  readonly examples: readonly { readonly line: number; readonly text: string }[];
}

/** The functions and classes of all entry points, each once, in the order of files and names. */
export function publicFunctions(): PublicFunction[] {
  const files = Object.values(entry).map((file) => `${root}/${file}`);
  const program = compile(files);
  const checker = program.getTypeChecker();
  const symbols = files.flatMap((file) =>
    checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)!)!),
  );
  const declared = symbols.map((symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  );
  return [...new Set(declared)]
    .filter((symbol) => isFunctionOrClass(symbol, checker))
    .map((symbol) => {
      const declarations = symbol.declarations!;
      return {
        name: symbol.name,
        page: relative(root, declarations[0]!.getSourceFile().fileName),
        examples: declarations.flatMap(examplesOf),
      };
    })
    .sort((a, b) => (`${a.page} ${a.name}` < `${b.page} ${b.name}` ? -1 : 1));
}

function isFunctionOrClass(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  if (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class)) return true;
  return (
    (symbol.flags & ts.SymbolFlags.Variable) !== 0 &&
    checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0
  );
}

function examplesOf(declaration: ts.Declaration): PublicFunction['examples'] {
  const source = declaration.getSourceFile();
  return ts
    .getJSDocTags(declaration)
    .filter((tag) => tag.tagName.text === 'example')
    .map((tag) => {
      const start = tag.tagName.getEnd();
      const text = source.text.slice(start, tag.end).replace(/^[ \t]*\* ?/gm, '');
      return { line: source.getLineAndCharacterOfPosition(start).line + 1, text };
    });
}
