// Test Anything Protocol, and what a browser test is checked with.
let count = 0, failed = 0;

const opened = new Set();

// Closed at the end of the test that opened it, however that ends.
export const own = (context) => { opened.add(context); return context; };

// ONLY in the environment: a regular expression of the tests to run.
export const test = async (name, body) => {
  if (process.env.ONLY && !new RegExp(process.env.ONLY).test(name))
    return;
  try {
    await body();
    console.log(`ok ${++count} - ${name}`);
  } catch (error) {
    failed++;
    console.log(`not ok ${++count} - ${name}`);
    for (const line of String(error.message ?? error).split("\n").slice(0, 12))
      console.log(`# ${line}`);
  } finally {
    await Promise.all([...opened].map((context) => context.close().catch(() => {})));
    opened.clear();
  }
};

export const done = () => {
  console.log(`1..${count}`);
  return failed === 0 ? 0 : 1;
};

export const equal = (got, expected, what = "") => {
  if (JSON.stringify(got) !== JSON.stringify(expected))
    throw new Error(`${what} expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
};

export const ok = (value, what = "not so") => {
  if (!value)
    throw new Error(what);
};
