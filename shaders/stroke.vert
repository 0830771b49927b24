#version 330 core
// Vertices of lines as one triangle strip, in pixels from the top left.
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 measure;   // signed distance from the line's middle, length along it; pixels
uniform vec2 window;   // pixels
uniform float down;    // 1: row 0 of the target is its top, -1: its bottom (the window)
uniform vec2 shift;                     // pixels, added to every place
out vec2 measured;

void main() {
  measured = measure;
  vec2 at = (place + shift) / window;
  gl_Position = vec4(at.x * 2.0 - 1.0, (at.y * 2.0 - 1.0) * down, 0.0, 1.0);
}
