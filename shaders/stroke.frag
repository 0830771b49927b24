#version 330 core
// Coverage from the distance to the line's middle, so that edges are smooth at any width; dashes along it.
uniform vec4 ink;          // straight alpha
uniform float half_width;  // pixels
uniform vec2 dash;         // length drawn, length left out; 0 = not dashed
in vec2 measured;
out vec4 colour;

void main() {
  float coverage = clamp(half_width + 0.5 - abs(measured.x), 0.0, 1.0);
  if (dash.x > 0.0) {
    float at = mod(measured.y, dash.x + dash.y);
    coverage *= clamp(min(at, dash.x - at) + 0.5, 0.0, 1.0);
  }
  float alpha = ink.a * coverage;
  colour = vec4(ink.rgb * alpha, alpha);
}
