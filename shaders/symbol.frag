#version 330 core
// Coverage from the signed distance to the edge: 1 inside, 0 outside, straight over one pixel between.
in vec2 offset;
flat in vec4 shape;
flat in vec2 turns;
flat in vec4 fill_colour;
flat in vec4 stroke_colour;
out vec4 colour;

const float turn = 6.28318530718;

float distance_to_edge(vec2 p, float radius, float kind) {
  if (kind < 0.5) return length(p) - radius;
  // The other shapes have the area of the circle: a symbol's size means the same whatever its shape.
  if (kind < 1.5) { vec2 d = abs(p) - radius * 0.886227; return max(d.x, d.y); }
  if (kind < 2.5) return (abs(p.x) + abs(p.y) - radius * 1.253314) * 0.70710678;
  float size = radius * 1.555513;           // circumradius of the triangle
  return max(abs(p.x) * 0.8660254 - p.y * 0.5, p.y) - size * 0.5;
}

// Signed distance to a sector's straight sides; negative inside.
float distance_to_sector(vec2 p) {
  float part = turns.y - turns.x;
  if (part >= 1.0) return -1.0e3;
  float middle = (turns.x + turns.y) * 0.5 * turn, half_angle = part * 0.5 * turn;
  float angle = atan(p.x, -p.y) - middle;   // clockwise from the top
  angle = abs(angle - turn * floor(angle / turn + 0.5));
  float reach = length(p);
  if (angle - half_angle > turn * 0.25) return reach;
  return reach * sin(angle - half_angle);
}

float coverage(float distance) { return clamp(0.5 - distance, 0.0, 1.0); }

vec4 premultiplied(vec4 c, float share) { return vec4(c.rgb, 1.0) * (c.a * share); }

void main() {
  float edge = distance_to_edge(offset, shape.x, shape.w);
  float hole = shape.y > 0.0 ? shape.y - length(offset) : -1.0e3;
  float body = max(max(edge, hole), distance_to_sector(offset));
  float width = shape.z;
  // The stroke lies half outside the radius, as in SVG.
  float around = width > 0.0 ? coverage(abs(body) - width * 0.5) : 0.0;
  vec4 inside = premultiplied(fill_colour, coverage(body));
  vec4 line = premultiplied(stroke_colour, around);
  colour = line + inside * (1.0 - line.a);
}
