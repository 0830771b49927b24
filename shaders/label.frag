#version 330 core
// Letters over their halo: red holds the letters' coverage, green the halo's.
uniform sampler2D atlas;
in vec2 texel;
flat in vec4 text_colour;
flat in vec4 halo_colour;
out vec4 colour;

void main() {
  vec2 covered = texture(atlas, texel).rg;
  float text = text_colour.a * covered.r;
  float halo = halo_colour.a * covered.g * (1.0 - text);
  colour = vec4(text_colour.rgb * text + halo_colour.rgb * halo, text + halo);
}
