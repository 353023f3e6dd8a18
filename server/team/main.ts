import '../runtime.ts';

const { team } = await import('./commands.ts');
process.exitCode = await team(process.argv.slice(2));
