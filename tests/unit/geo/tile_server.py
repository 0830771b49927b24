"""A small server of map tiles for tests, on a free port that it prints.

/tile/Z/X/Y.png  a tile of one colour: red = 10 Z, green = 20 X, blue = 20 Y     /count  how many tiles it has given
/huge  more than anybody should take      /never  nothing, ever                  /page   HTML
/away  leads to a file                    /again  leads to /tile/0/0/0.png       /broken status 500
/missing  status 404                      /cut    a tile that is broken off
/wmts  the maps Day and Night in capabilities of WMTS, when they are asked for
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


def capabilities(host):
    layers = "".join(
        f"<Layer><ows:Title>{title}</ows:Title><ows:Identifier>{title.lower()}</ows:Identifier>"
        "<Style><ows:Identifier>default</ows:Identifier></Style><Format>image/png</Format>"
        "<TileMatrixSetLink><TileMatrixSet>web</TileMatrixSet></TileMatrixSetLink>"
        '<ResourceURL format="image/png" resourceType="tile" '
        f'template="http://{host}/tile/{{TileMatrix}}/{{TileCol}}/{{TileRow}}.png"/></Layer>'
        for title in ("Day", "Night"))
    matrices = "".join(
        f"<TileMatrix><ows:Identifier>{zoom}</ows:Identifier>"
        f"<ScaleDenominator>{559082264.0287178 / 2 ** zoom}</ScaleDenominator>"
        "<TopLeftCorner>-20037508.3428 20037508.3428</TopLeftCorner>"
        "<TileWidth>256</TileWidth><TileHeight>256</TileHeight></TileMatrix>"
        for zoom in range(4))
    return (
        '<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1">'
        "<ows:ServiceProvider><ows:ProviderName>Test Survey</ows:ProviderName></ows:ServiceProvider>"
        f"<Contents>{layers}<TileMatrixSet><ows:Identifier>web</ows:Identifier>"
        f"<ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>{matrices}</TileMatrixSet></Contents>"
        "</Capabilities>").encode()


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
        address, _, query = self.path.partition("?")
        place, *words = address.strip("/").split("/")
        if place == "tile":
            self.give_tile(words)
        elif place == "wmts" and query == "SERVICE=WMTS&REQUEST=GetCapabilities":
            self.answer(200, capabilities(self.headers["Host"]))
        elif place == "count":
            self.answer(200, str(Tiles.given).encode())
        elif place == "huge":
            self.answer(200, b"x" * (5 << 20))
        elif place == "page":
            self.answer(200, b"<html>Not a tile</html>")
        elif place == "missing":
            self.answer(404)
        elif place == "cut":
            self.answer(200, png(1, 2, 3)[:-20])
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
