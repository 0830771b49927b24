#version 330 core
// One symbol per instance: a square around it, a pixel larger than its radius and stroke.
layout(location = 0) in vec2 centre;        // window pixels from the top left
layout(location = 1) in vec4 sizes;         // radius, inner radius, stroke width, shape (0 circle 1 square 2 diamond 3 triangle)
layout(location = 2) in vec2 sector;        // from, to: turns clockwise from the top; 0, 1 = whole
layout(location = 3) in vec4 fill;          // straight alpha
layout(location = 4) in vec4 stroke;
uniform vec2 window;   // pixels
uniform float down;    // 1: row 0 of the target is its top, -1: its bottom (the window)
out vec2 offset;                            // pixels from the centre, y down
flat out vec4 shape;
flat out vec2 turns;
flat out vec4 fill_colour;
flat out vec4 stroke_colour;

void main() {
  float widest = sizes.w < 1.5 ? 1.0 : sizes.w < 2.5 ? 1.2534 : 1.5556;   // corners beyond the radius
  float reach = sizes.x * widest + sizes.z + 1.0;
  offset = (vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0) * reach;
  shape = sizes;
  turns = sector;
  fill_colour = fill;
  stroke_colour = stroke;
  vec2 at = (centre + offset) / window;
  gl_Position = vec4(at.x * 2.0 - 1.0, (at.y * 2.0 - 1.0) * down, 0.0, 1.0);
}
