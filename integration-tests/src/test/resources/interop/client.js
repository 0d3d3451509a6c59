// A conversation of the npm package "ws" with the endpoint under test; one line of output per step.
// Arguments: URL, file with the certificate to trust.
const fs = require('node:fs');
const crypto = require('node:crypto');
const WebSocket = require('ws');

const [url, certificate] = process.argv.slice(2);
const ca = fs.readFileSync(certificate);

function connect(name) {
  const socket = new WebSocket(url + name, { ca });
  return once(socket, 'open').then(() => socket);
}

function once(socket, event) {
  return new Promise((resolve, reject) => {
    socket.once(event, (...values) => resolve(values));
    socket.once('error', reject);
  });
}

// Messages may come so close together that there is no time to listen for each.
function several(socket, count) {
  const messages = [];
  return new Promise((resolve) => {
    socket.on('message', function collect(data) {
      if (messages.push(data.toString()) === count) {
        socket.off('message', collect);
        resolve(messages);
      }
    });
  });
}

async function ask(socket, message) {
  const answer = once(socket, 'message');
  socket.send(message);
  const [data, isBinary] = await answer;
  return isBinary ? data : data.toString();
}

async function converse() {
  const socket = await connect('node');
  console.log('text:', await ask(socket, 'grüß Gott 👋'));

  const bytes = crypto.randomBytes(1024 * 1024);
  console.log('binary of 1 MiB unchanged:', bytes.equals(await ask(socket, bytes)));

  const long = 'ä'.repeat(300_000);
  console.log('text of 600 kB unchanged:', (await ask(socket, long)) === 'node says ' + long);

  const fragments = once(socket, 'message');
  socket.send('one ', { fin: false });
  socket.send('two', { fin: true });
  console.log('fragments:', (await fragments)[0].toString());

  const pong = once(socket, 'pong');
  socket.ping('from the client');
  console.log('pong:', (await pong)[0].toString());

  const ping = once(socket, 'ping');
  const both = several(socket, 2);
  socket.send('ping me');
  const [answer, arrived] = await both;
  console.log('ping:', (await ping)[0].toString(), 'after', answer);
  console.log('its pong arrived:', arrived);

  const closed = once(socket, 'close');
  socket.close(4321, 'good bye');
  console.log('closed by us:', ...(await closed).map(String));

  const other = await connect('other');
  const closedByServer = once(other, 'close');
  other.send('close me with 4002');
  console.log('closed by the server:', ...(await closedByServer).map(String));
}

converse().catch((error) => {
  console.log('failed:', error.message);
  process.exitCode = 1;
});
