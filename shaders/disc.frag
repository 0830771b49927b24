#version 330 core
// A filled disc under its rim, both with smooth edges.
in vec2 offset;
flat in vec2 size;        // radius, rim width
flat in vec4 fill_ink;
flat in vec4 rim_ink;
out vec4 colour;

void main() {
  float distance = length(offset);
  float inside = fill_ink.a * clamp(size.x + 0.5 - distance, 0.0, 1.0);
  float on_rim = size.y > 0.0 ? rim_ink.a * clamp(size.y * 0.5 + 0.5 - abs(distance - size.x), 0.0, 1.0) : 0.0;
  vec4 under = vec4(fill_ink.rgb * inside, inside);
  colour = vec4(rim_ink.rgb * on_rim, on_rim) + under * (1.0 - on_rim);
}
