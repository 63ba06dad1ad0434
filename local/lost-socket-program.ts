import postgres from 'postgres';
import { surviveLostSockets } from './lost-socket';

// A process that loses the connection it has reserved and goes on writing to it. Arguments: the database's address, and
// what it does: "survives", "dies", or "fails", which is to fail in a way of its own.

const [, , address = '', does] = process.argv;
if (does !== 'dies') surviveLostSockets();
if (does === 'fails')
  setImmediate(() => {
    throw new Error('a failure of its own');
  });
const sql = postgres(address, { max: 2, onnotice: () => undefined });
const kept = await sql.reserve();
const [backend] = await kept<{ pid: number }[]>`select pg_backend_pid() as pid`;
await sql`select pg_terminate_backend(${backend?.pid ?? 0})`;
const refused = await kept`select 1`.then(
  () => false,
  () => true,
);
// There is no connection now, and this is written to it.
void kept`select 2`.catch(() => undefined);
const [alive] = await sql<{ alive: boolean }[]>`select true as alive`;
console.log(refused && alive?.alive === true ? 'goes on' : 'was never cut off');
process.exit();
