#version 330 core
// A rectangle of the label atlas at its place.
layout(location = 0) in vec4 rectangle;   // left, top, width, height; pixels of the target
layout(location = 1) in vec4 source;      // the same in the atlas, pixels
layout(location = 2) in vec4 text;        // inks, straight alpha
layout(location = 3) in vec4 halo;
uniform vec2 target;
uniform vec2 atlas;
out vec2 texel;
flat out vec4 text_ink;
flat out vec4 halo_ink;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  vec2 pixel = rectangle.xy + corner * rectangle.zw;
  texel = (source.xy + corner * source.zw) / atlas;
  text_ink = text;
  halo_ink = halo;
  gl_Position = vec4(pixel.x / target.x * 2.0 - 1.0, 1.0 - pixel.y / target.y * 2.0, 0.0, 1.0);
}
