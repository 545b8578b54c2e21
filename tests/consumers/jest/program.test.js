const { report } = require('./program.cjs');

test('README’s program trains', async () => {
  const { losses } = await report();
  expect(losses).toHaveLength(8);
});
