/** Measures the check that is named, in a process of its own, and sends the curves to the one that asked. */
import { checks } from './checks';
import { measure } from './measure';

const [name, repeats] = process.argv.slice(2);
const check = checks.find((each) => each.name === name)!;
process.send!(await measure(check, Number(repeats)));
process.disconnect();
