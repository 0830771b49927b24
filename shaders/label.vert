#version 330 core
// One label per instance: its image cut from the atlas, pixel for pixel.
layout(location = 0) in vec4 place;   // left, top, width, height; pixels from the top left
layout(location = 1) in vec2 slot;    // left, top in the atlas; texels
layout(location = 2) in vec4 text;    // straight alpha
layout(location = 3) in vec4 halo;
uniform vec2 window;   // pixels
uniform float down;    // 1: row 0 of the target is its top, -1: its bottom (the window)
uniform sampler2D atlas;
out vec2 texel;
flat out vec4 text_colour;
flat out vec4 halo_colour;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * place.zw;
  texel = (slot + corner) / vec2(textureSize(atlas, 0));
  text_colour = text;
  halo_colour = halo;
  vec2 at = (place.xy + corner) / window;
  gl_Position = vec4(at.x * 2.0 - 1.0, (at.y * 2.0 - 1.0) * down, 0.0, 1.0);
}
