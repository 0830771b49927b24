#version 330 core
// Premultiplied colours pass through: the blend ONE, ONE_MINUS_SRC_ALPHA lays them over what is there.
uniform sampler2D image;
in vec2 texel;
out vec4 colour;

void main() { colour = texture(image, texel); }
