// A port of this machine that takes no connections and refuses none, as a host behind a
// firewall: once its short queue is full, the kernel answers nothing.
import { connect, createServer } from 'node:net';

const [host, port] = [process.argv[2], Number(process.argv[3])];
createServer().listen({ host, port, backlog: 1 }, async () => {
  for (let count = 0; count < 4; count++) connect(port, host).on('error', () => {});
  process.stdout.write('silent\n', () => {
    // Nothing is accepted from now on, but the kernel has sent the connections above.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
});
