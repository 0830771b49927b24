#version 330 core
// Letters over their halo; red holds the letters' coverage, green the halo's.
uniform sampler2D coverage;
in vec2 texel;
flat in vec4 text_ink;
flat in vec4 halo_ink;
out vec4 colour;

void main() {
  vec2 covered = texture(coverage, texel).rg;
  float halo = halo_ink.a * covered.g;
  float text = text_ink.a * covered.r;
  colour = vec4(text_ink.rgb * text, text) + vec4(halo_ink.rgb * halo, halo) * (1.0 - text);
}
