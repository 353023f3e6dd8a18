/** The runtime that the project brings along; under another one the database driver ends the process without a word. */
const needed = 26;

// Evaluated before anything that needs it: entry points import this file, and load the rest afterwards.
if (Number(process.versions.node.split('.')[0]) < needed) {
  console.error(`error: this needs Node ${needed}, found ${process.version}`);
  console.error('hint: start it by its npm command (npm start, npm run team), which brings its own runtime');
  process.exit(1);
}

export {};
