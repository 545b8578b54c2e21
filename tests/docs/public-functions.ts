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
  /** Its docstring, one an overload; of a class also those of its constructor and its public methods. */
  readonly docstrings: readonly Docstring[];
}

/** The docstring of a function, a class or a method, beside what its signature asks for. */
interface Docstring {
  /** `estimateWasserstein`, `Trainer` or `Trainer.run`. */
  readonly name: string;
  /** What stands before the first tag; empty where there is no docstring. */
  readonly text: string;
  /** The whole but for the examples. */
  readonly all: string;
  readonly tags: readonly string[];
  /** The names of its `@param`s, and those of its parameters: undefined for one that is taken apart at once. */
  readonly documented: readonly string[];
  readonly parameters: readonly (string | undefined)[];
  /** The type that it returns; undefined for a class and a constructor. */
  readonly returns: string | undefined;
}

let known: readonly PublicFunction[] | undefined;

/** The functions and classes of all entry points, each once, in the order of files and names; read once in a process. */
export function publicFunctions(): readonly PublicFunction[] {
  known ??= readPublicFunctions();
  return known;
}

function readPublicFunctions(): PublicFunction[] {
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
        docstrings: docstringsOf(symbol, checker),
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

function docstringsOf(symbol: ts.Symbol, checker: ts.TypeChecker): Docstring[] {
  const declarations = symbol.declarations!;
  const [first] = declarations as [ts.Declaration];
  if (ts.isClassDeclaration(first)) {
    const members = first.members.filter(
      (member) =>
        (ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member)) &&
        !(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private),
    ) as (ts.MethodDeclaration | ts.ConstructorDeclaration)[];
    return [
      docstringOf(symbol.name, first, undefined, checker),
      ...members.map((member) =>
        docstringOf(`${symbol.name}.${member.name?.getText() ?? 'constructor'}`, member, member, checker),
      ),
    ];
  }
  if (ts.isVariableDeclaration(first)) {
    const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
    return [docstringOf(symbol.name, first, signature!.getDeclaration(), checker)];
  }
  const functions = declarations.filter(ts.isFunctionDeclaration);
  // Of an overloaded function the implementation is nobody's to read.
  const read = functions.length > 1 ? functions.filter(({ body }) => !body) : functions;
  return read.map((each) => docstringOf(symbol.name, each, each, checker));
}

function docstringOf(
  name: string,
  declaration: ts.Declaration,
  signature: ts.SignatureDeclaration | undefined,
  checker: ts.TypeChecker,
): Docstring {
  const docstring = ts.getJSDocCommentsAndTags(declaration).filter(ts.isJSDoc).at(-1);
  const tags = docstring?.tags ?? ([] as readonly ts.JSDocTag[]);
  const lines = (docstring?.getText() ?? '').replace(/^\s*(\/\*\*|\*\/|\*) ?|\s*\*\/$/gm, '');
  const all = lines.replace(/^@example\n```.*?^```$/gms, '');
  const type = signature && checker.getSignatureFromDeclaration(signature)?.getReturnType();
  return {
    name,
    text: all.split(/^@\w/m)[0]!.trim(),
    all,
    tags: tags.map(({ tagName }) => tagName.text),
    documented: tags.filter(ts.isJSDocParameterTag).map((tag) => tag.name.getText()),
    parameters: (signature?.parameters ?? []).flatMap(({ name, type, dotDotDotToken }) => {
      if (dotDotDotToken && type?.getText() === '[]') return []; // there to refuse whatever comes
      return ts.isIdentifier(name) ? name.text : undefined;
    }),
    returns:
      type && signature && !ts.isConstructorDeclaration(signature) ? checker.typeToString(type) : undefined,
  };
}
