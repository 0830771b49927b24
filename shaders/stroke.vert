#version 330 core
// Vertices of a line's strip, already in pixels from the top left.
layout(location = 0) in vec2 pixel;
layout(location = 1) in vec2 measure;   // signed distance from the line's middle, length along it; pixels
uniform vec2 target;
out vec2 measured;

void main() {
  measured = measure;
  gl_Position = vec4(pixel.x / target.x * 2.0 - 1.0, 1.0 - pixel.y / target.y * 2.0, 0.0, 1.0);
}
