#version 330 core
// The atlas holds coverage only; plain shapes point at a covered pixel of it.
uniform sampler2D atlas;
in vec2 glyph;
in vec4 ink_colour;
out vec4 colour;

void main() {
  float alpha = ink_colour.a * texture(atlas, glyph).r;
  colour = vec4(ink_colour.rgb * alpha, alpha);
}
