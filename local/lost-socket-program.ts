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
let closed: () => void = () => undefined;
const lost = new Promise<void>((resolve) => (closed = resolve));
const sql = postgres(address, { max: 2, onnotice: () => undefined, onclose: () => closed() });
const kept = await sql.reserve();
const [backend] = await kept<{ pid: number }[]>`select pg_backend_pid() as pid`;
await sql`select pg_terminate_backend(${backend?.pid ?? 0})`;
await lost;
// There is no connection now, and this is written to it a moment later.
void kept`select 1`.catch(() => undefined);
const [alive] = await sql<{ alive: boolean }[]>`select true as alive`;
console.log(alive?.alive === true ? 'goes on' : 'is cut off');
process.exit();
