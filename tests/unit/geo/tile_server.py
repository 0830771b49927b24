"""A small server of map tiles for tests, on a free port that it prints.

/tile/Z/X/Y.png  a tile of one colour: red = 10 Z, green = 20 X, blue = 20 Y     /count  how many tiles it has given
/huge  more than anybody should take      /never  nothing, ever                  /page   HTML
/away  leads to a file                    /again  leads to /tile/0/0/0.png       /broken status 500
"""

import http.server
import struct
import threading
import zlib


def png(red, green, blue, side=256):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + bytes((red, green, blue)) * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Tiles(http.server.BaseHTTPRequestHandler):
    given = 0
    lock = threading.Lock()

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def give_tile(self, words):
        zoom, column, row = (int(word.split(".")[0]) for word in words)
        if zoom > 3:
            return self.answer(404)
        with Tiles.lock:
            Tiles.given += 1
        return self.answer(200, png(10 * zoom, 20 * column % 256, 20 * row % 256))

    def do_GET(self):
        place, *words = self.path.strip("/").split("/")
        if place == "tile":
            self.give_tile(words)
        elif place == "count":
            self.answer(200, str(Tiles.given).encode())
        elif place == "huge":
            self.answer(200, b"x" * (5 << 20))
        elif place == "page":
            self.answer(200, b"<html>Not a tile</html>")
        elif place == "away":
            self.answer(302, Location="file:///etc/passwd")
        elif place == "again":
            self.answer(302, Location="/tile/0/0/0.png")
        elif place == "never":
            threading.Event().wait()
        else:
            self.answer(500)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
