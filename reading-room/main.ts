// Nothing is imported before the version is known: an older Node fails in ways that explain nothing.
if (Number.parseInt(process.version.slice(1), 10) < 26) {
  process.stderr.write(
    `error: old-node: The reading room needs Node 26 or later; this is ${process.version}.\n` +
      'hint: Start it as `npm run room -- …`: the project brings its own Node.\n',
  );
  process.exitCode = 1;
} else {
  const [{ run }, { terminalIo }] = await Promise.all([import('./run.ts'), import('./terminal.ts')]);
  // Not process.exit(): it would cut output that a pipe has not taken yet.
  process.exitCode = await run(process.argv.slice(2), terminalIo());
}

export {};
