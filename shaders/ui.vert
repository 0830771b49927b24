#version 330 core
// The interface's triangles as ImGui makes them, in pixels from the top left.
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 texel;
layout(location = 2) in vec4 ink;   // straight alpha
uniform vec2 window;
out vec2 glyph;
out vec4 ink_colour;

void main() {
  glyph = texel;
  ink_colour = ink;
  gl_Position = vec4(place / window * 2.0 - 1.0, 0.0, 1.0);   // row 0 of the target is its top
}
