require('./program.cjs').report();
