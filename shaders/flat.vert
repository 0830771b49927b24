#version 330 core
// Triangles of one colour each vertex, pixels from the top left.
layout(location = 0) in vec2 pixel;
layout(location = 1) in vec4 ink;   // straight alpha
uniform vec2 target;
out vec4 shade;

void main() {
  shade = ink;
  gl_Position = vec4(pixel.x / target.x * 2.0 - 1.0, 1.0 - pixel.y / target.y * 2.0, 0.0, 1.0);
}
