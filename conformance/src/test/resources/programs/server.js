// SPDX-License-Identifier: GPL-2.0-only
// An HTTP server and its clients in one process, and datagrams that come back, each counted.
'use strict';
const dgram = require('dgram');
const http = require('http');

const host = process.argv[2];
const REQUESTS = 500;

function post(port, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method: 'POST' }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve(Buffer.concat(parts).toString() === body));
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function requests() {
  const server = http.createServer((request, response) => request.pipe(response));
  await new Promise((resolve) => server.listen(0, host, resolve));
  const bodies = Array.from({ length: REQUESTS }, (_, i) => 'x'.repeat(i * 100));
  const same = await Promise.all(bodies.map((body) => post(server.address().port, body)));
  server.close();
  return same.filter(Boolean).length;
}

async function datagrams() {
  const [one, other] = [dgram.createSocket('udp4'), dgram.createSocket('udp4')];
  await Promise.all([one, other].map((socket) => new Promise((resolve) => socket.bind(0, host, resolve))));
  other.on('message', (message, sender) => other.send(message, sender.port, sender.address));
  let same = 0;
  for (let i = 0; i < REQUESTS; i++) {
    const echo = new Promise((resolve) => one.once('message', resolve));
    one.send(Buffer.alloc(i * 100), other.address().port, host);
    same += (await echo).length === i * 100 ? 1 : 0;
  }
  one.close();
  other.close();
  return same;
}

(async () => {
  console.log(`${await requests()} requests came back`);
  console.log(`${await datagrams()} datagrams came back`);
})();
