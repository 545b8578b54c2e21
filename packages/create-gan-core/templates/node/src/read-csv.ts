/** Reads lines of numbers, by commas, semicolons, tabs or blanks; the first line may name the columns. */
export function readCsv(text: string, file: string): { header: string[]; rows: number[][] } {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, fields: line.trim().split(/\s*[,;\t]\s*|\s+/) }))
    .filter(({ fields }) => fields.join('') !== '');
  const isHeader = lines[0]?.fields.some((field) => Number.isNaN(Number(field))) ?? false;
  const header = isHeader ? lines.shift()!.fields : [];
  if (lines.length === 0) throw new Error(`${file}: has no numbers`);
  const width = lines[0]!.fields.length;
  const rows = lines.map(({ number, fields }) => {
    if (fields.length !== width)
      throw new Error(`${file}, line ${number}: has ${fields.length} numbers; expected ${width}`);
    return fields.map((field) => {
      if (field === '' || !Number.isFinite(Number(field)))
        throw new Error(`${file}, line ${number}: got '${field}'; expected a number`);
      return Number(field);
    });
  });
  return { header, rows };
}
