// Loaded into a program that the stack starts: it ends when the stack is gone, however that ended. The stack holds the other end
// of its standard input, and lets go of it when it dies.
import process from 'node:process';

process.stdin.once('close', () => process.exit(1)).resume();
