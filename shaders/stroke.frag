#version 330 core
// Coverage from the distance to the line's middle, so that edges are smooth at any width; dashes along it.
uniform vec4 ink;          // straight alpha
uniform float half_width;  // pixels
uniform float softness;    // 1: a glow, full in the middle and nothing at the edge
uniform vec2 dash;         // length drawn, length left out; pixels, nothing left out = a whole line
in vec2 measured;
out vec4 colour;

void main() {
  float away = abs(measured.x);
  float hard = clamp(half_width + 0.5 - away, 0.0, 1.0);
  float soft = clamp(1.0 - away / (half_width + 0.5), 0.0, 1.0);
  float coverage = mix(hard, soft, softness);
  if (dash.y > 0.0) {
    float at = mod(measured.y, dash.x + dash.y);
    coverage *= clamp(min(at, dash.x - at) + 0.5, 0.0, 1.0);
  }
  float alpha = ink.a * coverage;
  colour = vec4(ink.rgb * alpha, alpha);
}
