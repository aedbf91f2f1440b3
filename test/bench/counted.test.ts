import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCost } from './processCost.ts';
import { amqpFrames, type Performative } from './services/amqpFrames.ts';

const header = (protocol: number) => Buffer.from([...Buffer.from('AMQP'), protocol, 1, 0, 0]);

/** A frame whose body is the performative with this code and an empty list. */
function frame(code: number, type = 0): Buffer {
  const body = Buffer.from([0x00, 0x53, code, 0x45]);
  const start = Buffer.alloc(8);
  start.writeUInt32BE(start.length + body.length);
  start.set([2, type], 4);
  return Buffer.concat([start, body]);
}

test('transfers and dispositions are counted however the network cuts the bytes', () => {
  const heartbeat = Buffer.from([0, 0, 0, 8, 2, 0, 0, 0]);
  const sasl = frame(0x14, 1); // of another layer, whatever its code
  const open = 0x10;
  const stream = Buffer.concat([
    ...[header(3), sasl, header(0), frame(open), frame(0x14)],
    ...[heartbeat, frame(0x15), frame(0x14)],
  ]);

  fc.assert(
    fc.property(fc.array(fc.nat(stream.length), { maxLength: 8 }), (cuts) => {
      const seen: Performative[] = [];
      const read = amqpFrames((performative) => seen.push(performative));
      const ends = [...cuts, stream.length].toSorted((a, b) => a - b);
      ends.reduce((start, end) => {
        read(stream.subarray(start, end));
        return end;
      }, 0);
      expect(seen).toEqual(['transfer', 'disposition', 'transfer']);
    }),
  );
});

test('the CPU of a process is read although its name looks like more fields', () => {
  const stat = '4711 (node (x) 1 2) S 1 4711 4711 0 -1 4194560 100 0 0 0 150 25 0 0 20 0 11 0 999';
  const status = 'Name:\tnode (x) 1 2\nVmPeak:\t 900000 kB\nVmHWM:\t  204800 kB\n';

  expect(readCost(stat, status)).toEqual({ cpuMs: 1750, peakMemoryMb: 200 });
});
