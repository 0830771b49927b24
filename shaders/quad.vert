#version 330 core
// A rectangle of the window (pixels from the top left) showing a part of a texture (0…1, rows from the top).
// gl_VertexID 0…3 makes the corners; no vertex buffer is needed.
uniform vec4 place;    // left, top, right, bottom
uniform vec4 source;   // left, top, right, bottom
uniform vec2 window;   // pixels
uniform float down;    // 1: row 0 of the target is its top (our textures), -1: its bottom (the window)
out vec2 texel;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  texel = mix(source.xy, source.zw, corner);
  vec2 at = mix(place.xy, place.zw, corner) / window;
  gl_Position = vec4(at.x * 2.0 - 1.0, (at.y * 2.0 - 1.0) * down, 0.0, 1.0);
}
