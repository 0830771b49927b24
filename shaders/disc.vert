#version 330 core
// One quad per symbol (instanced): its disc, its rim and a pixel of air.
layout(location = 0) in vec4 place;   // x, y, radius, rim width; pixels from the top left
layout(location = 1) in vec4 fill;    // straight alpha
layout(location = 2) in vec4 rim;
uniform vec2 target;
out vec2 offset;
flat out vec2 size;
flat out vec4 fill_ink;
flat out vec4 rim_ink;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  float reach = place.z + place.w * 0.5 + 1.0;
  offset = corner * reach;
  size = place.zw;
  fill_ink = fill;
  rim_ink = rim;
  vec2 pixel = place.xy + offset;
  gl_Position = vec4(pixel.x / target.x * 2.0 - 1.0, 1.0 - pixel.y / target.y * 2.0, 0.0, 1.0);
}
