#version 330 core
// A rectangle of the target in pixels from the top left, with the whole texture on it.
uniform vec4 rectangle;   // left, top, width, height
uniform vec2 target;      // width, height
uniform float flip;       // 1: the texture's first row is its bottom (it was drawn by GL); 0: its top
out vec2 texel;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  vec2 pixel = rectangle.xy + corner * rectangle.zw;
  texel = vec2(corner.x, mix(corner.y, 1.0 - corner.y, flip));
  gl_Position = vec4(pixel.x / target.x * 2.0 - 1.0, 1.0 - pixel.y / target.y * 2.0, 0.0, 1.0);
}
