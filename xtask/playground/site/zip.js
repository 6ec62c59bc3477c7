// A zip archive of texts and bytes, compressed as far as the browser can.

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function checksum(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

async function deflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Fields of two and four bytes, little-endian, as the format has them. */
function fields(...all) {
  const bytes = new Uint8Array(all.reduce((length, [size]) => length + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of all) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}

// Names are UTF-8; no file says when it was made, so that the same crate is the same archive.
const UTF8 = 0x0800;
const DEFLATE = 8;
const EPOCH = [[2, 0], [2, 0x21]];

/** The archive of `[path, bytes]` pairs, as a `Blob`. */
export async function zip(files) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const [path, bytes] of files) {
    const name = new TextEncoder().encode(path);
    const data = await deflated(bytes);
    const common = [[2, 20], [2, UTF8], [2, DEFLATE], ...EPOCH, [4, checksum(bytes)], [4, data.length], [4, bytes.length], [2, name.length], [2, 0]];
    parts.push(fields([4, 0x04034b50], ...common), name, data);
    directory.push(fields([4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), name);
    at += 30 + name.length + data.length;
  }
  const size = directory.reduce((length, part) => length + part.length, 0);
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}
