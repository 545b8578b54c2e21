import { tables } from './rows/all';
import { testRows } from './test-rows';

for (const [title, rows] of Object.entries(tables)) testRows(title, rows);
